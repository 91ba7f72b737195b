/** Going to a day of a conversation, in Spanish. */
export const dayTexts = {
  days: {
    title: 'Ir a un día',
    field: 'Día',
    go: 'Ir',
    missing: 'Elige un día.',
    none: 'No se escribió nada desde ese día.',
    notHeld:
      'Lo que se escribió entonces aún no está en este dispositivo. Puede llegar cuando se alcance el relay.',
  },
}
