/** What stands around formatted text, in Japanese. */
export const formattingTexts = {
  formatting: {
    open: '書式',
    lines: { list: 'リスト', quote: '引用' },
    link: 'リンク',
    leadsTo: (target: string) => `(${target})`,
    code: 'コード',
    codeIn: (language: string) => `コード、${language}`,
    copyCode: 'コードをコピー',
    copied: 'コピーしました',
    notCopied:
      'このブラウザーではParleyからコピーできません。文章を選択して自分でコピーしてください。',
  },
}
