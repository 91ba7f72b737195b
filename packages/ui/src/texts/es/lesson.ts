/** A lesson in a class, in Spanish. */
import { count } from './grammar.ts'

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

    announcements: 'Anuncios',
    announcementsUnread: (n: number) =>
      count(n, {
        one: 'Anuncios, # sin leer',
        many: 'Anuncios, # sin leer',
        other: 'Anuncios, # sin leer',
      }),
    announcement: 'Anuncio',
    announce: 'Como anuncio',
    announcing: 'Esto va a la clase como anuncio.',
    noAnnouncements: 'Todavía no hay anuncios',
    noAnnouncementsHint: 'Lo que anuncien tus docentes también está aquí, para que lo encuentres.',
    announceHint:
      'Pulsa «Como anuncio» junto a lo que escribes: estará en la conversación y también aquí.',

    comingTitle: 'Quién entra',
    comingOpen: 'Abierta',
    comingOpenHint: 'Quien tiene el enlace o el código entra enseguida.',
    comingEach: 'Aprobar una por una',
    comingEachHint:
      'Tú dejas entrar a cada estudiante. Al cambiarlo terminan el enlace y el código anteriores.',
  },
}
