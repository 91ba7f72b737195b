/** The two lines that put a desk into a page. */

/** The script comes from where the link leads: whoever serves the one serves the other. */
export function pageLines(link: string): string {
  const home = URL.canParse(link) ? new URL(link).origin : ''
  return [
    `<script type="module" src="${home}/widget.js"></script>`,
    `<parley-chat support="${link}" bubble></parley-chat>`,
  ].join('\n')
}
