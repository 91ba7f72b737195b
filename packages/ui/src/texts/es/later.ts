/** Parts of the app that come after the first screen, when they do not come, in Spanish. */
export const laterTexts = {
  later: {
    title: 'Un momento',
    failed:
      'Esta parte de Parley aún no está en este dispositivo y ahora no se ha podido traer. No se ha perdido nada.',
    again: 'Intentarlo de nuevo',
  },
}
