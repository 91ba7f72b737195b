/**
 * What Yjs may have to say goes to the console either way. Its writer for browsers colours that and draws in
 * the page, with a parser of schemas behind it: three kilobytes that nobody ever sees. So ours is the one that
 * it has for elsewhere.
 */
export const plainLogging = {
  find: /^lib0\/logging$/,
  replacement: `${import.meta.dirname}/../node_modules/lib0/logging.node.js`,
} as const
