/** Serves the lab: `npx vite packages/ui/test`. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { rollupOptions: { input: `${import.meta.dirname}/lab.html` } },
  server: { host: '127.0.0.1', port: 5199, strictPort: true },
})
