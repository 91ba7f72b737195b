/** Every style sheet of the widget, as it comes with its script, and the trees that wear them. */

const sheets: CSSStyleSheet[] = []
const roots = new Set<ShadowRoot>()

/**
 * Called by each script that has a style, before anything of it is drawn: `sheets.ts` writes the calls.
 * @public
 */
export function keepSheet(text: string): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  sheets.push(sheet)
  for (const root of roots) root.adoptedStyleSheets = [...sheets]
}

/** This tree wears what is here and what comes. Returns a way to stop. */
export function wearSheets(root: ShadowRoot): () => void {
  roots.add(root)
  root.adoptedStyleSheets = [...sheets]
  return () => roots.delete(root)
}
