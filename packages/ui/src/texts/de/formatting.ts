/** What stands around formatted text, in German. */
export const formattingTexts = {
  formatting: {
    open: 'Formatierung',
    lines: { list: 'Liste', quote: 'Zitat' },
    link: 'Link',
    leadsTo: (target: string) => `(${target})`,
    code: 'Code',
    codeIn: (language: string) => `Code, ${language}`,
    copyCode: 'Code kopieren',
    copied: 'Kopiert',
    notCopied:
      'Dieser Browser lässt Parley nicht kopieren. Wähle den Text aus und kopiere ihn selbst.',
  },
}
