/** Parts of the app that come after the first screen, when they do not come, in Japanese. */
export const laterTexts = {
  later: {
    title: 'お待ちください',
    failed:
      'Parley のこの部分はまだこのデバイスになく、今は取得できませんでした。失われたものはありません。',
    again: 'もう一度試す',
  },
}
