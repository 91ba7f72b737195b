/** Choosing a language, in Japanese. */
export const languageTexts = {
  language: {
    title: '言語',
    label: 'Parleyの言語',
    hint: 'このデバイスだけの設定です。メッセージは書かれたままです。',
    auto: (name: string) => `このブラウザーに合わせる: ${name}`,
    failed: 'この言語を今は取得できませんでした。一度だけネットワークが必要です。',
  },
}
