/** Going to a day of a conversation, in German. */
export const dayTexts = {
  days: {
    title: 'Zu einem Tag gehen',
    field: 'Tag',
    go: 'Los',
    missing: 'Wähle einen Tag.',
    none: 'Ab diesem Tag wurde nichts geschrieben.',
    notHeld:
      'Was damals geschrieben wurde, ist noch nicht auf diesem Gerät. Vielleicht kommt es, wenn das Relay zu erreichen ist.',
  },
}
