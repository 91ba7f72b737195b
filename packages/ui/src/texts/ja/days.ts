/** Going to a day of a conversation, in Japanese. */
export const dayTexts = {
  days: {
    title: '日付へ移動',
    field: '日付',
    go: '移動',
    missing: '日付を選んでください。',
    none: 'その日以降に書かれたものはありません。',
    notHeld:
      'その頃のメッセージはまだこのデバイスにありません。リレーにつながると届くかもしれません。',
  },
}
