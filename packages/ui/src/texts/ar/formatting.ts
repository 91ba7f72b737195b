/** What stands around formatted text, in Arabic. */
export const formattingTexts = {
  formatting: {
    open: 'التنسيق',
    lines: { list: 'قائمة', quote: 'اقتباس' },
    link: 'رابط',
    leadsTo: (target: string) => `(${target})`,
    code: 'رمز برمجي',
    codeIn: (language: string) => `رمز برمجي، ${language}`,
    copyCode: 'نسخ الرمز',
    copied: 'نُسخ',
    notCopied: 'لا يسمح هذا المتصفح لـParley بالنسخ. حدّد النص وانسخه بنفسك.',
  },
}
