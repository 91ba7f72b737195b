/** Parts of the app that come after the first screen, when they do not come, in German. */
export const laterTexts = {
  later: {
    title: 'Einen Moment',
    failed:
      'Dieser Teil von Parley ist noch nicht auf diesem Gerät und ließ sich jetzt nicht holen. Verloren ist nichts.',
    again: 'Noch einmal versuchen',
  },
}
