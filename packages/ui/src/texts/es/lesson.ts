/** A lesson in a class, in Spanish. */
export const lessonTexts = {
  lesson: {
    name: 'Lección',
    raise: 'Levantar la mano',
    lower: 'Bajar la mano',
    hands: 'Manos levantadas',
    callOn: (name: string) => `Dar la palabra a ${name}`,
    lowerOf: (name: string) => `Bajar la mano de ${name}`,
    lowerAll: 'Bajar todas',
    areUp: (names: string) => `Manos levantadas: ${names}`,
    hasWord: (name: string) => `${name} tiene la palabra`,
    youHaveWord: 'Tienes la palabra',
    quiet: 'Silencio ahora',
    quietHint:
      'Solo escriben docentes y asistentes, también en los hilos. Se puede levantar la mano y reaccionar.',
    isQuiet: 'Silencio ahora: solo escriben docentes y asistentes.',

    comingTitle: 'Quién entra',
    comingOpen: 'Abierta',
    comingOpenHint: 'Quien tiene el enlace o el código entra enseguida.',
    comingEach: 'Aprobar una por una',
    comingEachHint:
      'Tú dejas entrar a cada estudiante. Al cambiarlo terminan el enlace y el código anteriores.',
  },
}
