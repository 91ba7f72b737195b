/** What stands around formatted text. "fixed": tests and screen readers rely on it. */

export const formattingTexts = {
  formatting: {
    open: 'Formatting', // fixed
    lines: { list: 'List', quote: 'Quote' },
    link: 'Link',
    /** What a link beside its words is said to lead to. */
    leadsTo: (target: string) => `(${target})`,
    code: 'Code',
    codeIn: (language: string) => `Code, ${language}`,
    copyCode: 'Copy code',
    copied: 'Copied', // fixed
    notCopied: 'This browser does not let Parley copy. Select the text and copy it yourself.',
  },
} as const
