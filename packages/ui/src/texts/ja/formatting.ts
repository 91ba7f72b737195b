/** What stands around formatted text, in Japanese. */
export const formattingTexts = {
  formatting: {
    leadsTo: (target: string) => `(${target})`,
    code: 'コード',
    codeIn: (language: string) => `コード、${language}`,
    copyCode: 'コードをコピー',
    copied: 'コピーしました',
    notCopied:
      'このブラウザーではParleyからコピーできません。文章を選択して自分でコピーしてください。',
  },
}
