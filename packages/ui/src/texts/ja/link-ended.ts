/** What is said to whoever follows a link that lets nobody in any more, in Japanese. */
export const linkEndedTexts = {
  linkEnded: {
    title: 'この招待は終了しました',
    ask: '新しいリンクを頼んでください。',
    reasons: {
      expired: 'リンクには期限があり、それが過ぎました。',
      'used-up': 'リンクで参加できる人数には限りがあり、もう埋まりました。',
      withdrawn: 'グループの誰かがリンクを取り消しました。',
      'maker-gone': 'リンクを作成した人がグループにいないか、もう招待できなくなりました。',
      outdated: 'リンクの作成後にグループが変わり、以前のリンクは使えなくなりました。',
    },
    kept: '書いたものはこのデバイスに保存され、参加すると送られます。',
    keptDraft: '書きかけの文章は残っています:',
    newLink: '新しいリンクがあります',
    remove: '一覧から外す',
    leave: '今はしない',
    removeTitle: 'このグループを一覧から外しますか？',
    removeHint: 'ここに書いたものは送信されておらず、一緒に失われます。',
    removeAct: '外す',
    row: '招待は終了しました',
  },
}
