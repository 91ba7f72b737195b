# A relay that serves the web app, on port 8080, with everything it keeps in /data.
#
#   docker build -t parley .
#   docker run -p 8080:8080 -v parley:/data -e PARLEY_ORIGINS=https://chat.example.org parley
FROM node:20-slim AS build
WORKDIR /parley
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund \
 && npx --no-install vite build --config apps/web/vite.config.ts \
 && npx --no-install vite build --config apps/widget/vite.config.ts \
 && node apps/relay/bin/parley.mjs --version \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-slim
ENV NODE_ENV=production PARLEY_DATA=/data PARLEY_LOG=json
# As in deploy/malloc.env, which says why.
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /parley
COPY --from=build /parley /parley
RUN mkdir -m 700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "apps/relay/bin/parley.mjs", "relay", "--port", "8080"]
