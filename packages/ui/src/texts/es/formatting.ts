/** What stands around formatted text, in Spanish. */
export const formattingTexts = {
  formatting: {
    open: 'Formato',
    lines: { list: 'Lista', quote: 'Cita' },
    link: 'Enlace',
    leadsTo: (target: string) => `(${target})`,
    code: 'Código',
    codeIn: (language: string) => `Código, ${language}`,
    copyCode: 'Copiar el código',
    copied: 'Copiado',
    notCopied: 'Este navegador no deja que Parley copie. Selecciona el texto y cópialo tú.',
  },
}
