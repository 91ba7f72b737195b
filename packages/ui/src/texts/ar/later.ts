/** Parts of the app that come after the first screen, when they do not come, in Arabic. */
export const laterTexts = {
  later: {
    title: 'لحظة من فضلك',
    failed: 'هذا الجزء من Parley ليس على هذا الجهاز بعد، وتعذّر جلبه الآن. لم يُفقد شيء.',
    again: 'حاول مرة أخرى',
  },
}
