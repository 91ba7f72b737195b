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
    endQuiet: 'Terminar el silencio',
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
  questions: {
    title: 'Preguntas',
    openCount: (n: number) =>
      count(n, {
        one: 'Preguntas, # abierta',
        many: 'Preguntas, # de abiertas',
        other: 'Preguntas, # abiertas',
      }),
    answeredCount: (n: number) =>
      count(n, {
        one: 'Preguntas, # respondida',
        many: 'Preguntas, # de respondidas',
        other: 'Preguntas, # respondidas',
      }),
    ask: 'Pregunta a quienes enseñan',
    whoReads:
      'Lo leen los docentes, suplentes y asistentes que esta clase tiene ahora, y tú. A nadie más se le muestra que has preguntado.',
    send: 'Preguntar',
    asked: 'Preguntado. La respuesta aparecerá aquí.',
    tooLong: 'Es demasiado largo para el buzón de preguntas. Acórtalo.',
    shutTitle: 'Ahora no se puede preguntar',
    shutHint:
      'La clase está bloqueada, o no puedes escribir por ahora. Podrás preguntar cuando eso termine.',
    emptyTitle: 'Todavía no hay preguntas',
    emptyHint:
      'Aquí está lo que te preguntan solo a ti. Respondes a esa persona o a toda la clase.',
    openTitle: 'Abiertas',
    ownTitle: 'Tus preguntas',
    answeredTitle: 'Respondidas',
    doneTitle: 'Resueltas',
    by: (name: string) => `Pregunta de ${name}`,
    mine: 'Tu pregunta',
    gone: 'Ya no está en esta clase',
    waits: 'Guardada aquí; saldrá en cuanto se pueda.',
    answers: 'Respuestas',
    toldAll: 'a toda la clase',
    toldAlone: 'en privado',
    answer: 'Responder',
    answerTo: (name: string) => `Responder a ${name}`,
    done: 'Resuelta',
    doneWith: (name: string) => `Resuelta: pregunta de ${name}`,
    isTakenBack: 'Tu pregunta se ha retirado.',
    isAnswered: (name: string) => `La pregunta de ${name} está respondida.`,
    isDone: (name: string) => `La pregunta de ${name} está resuelta.`,
    takeBack: 'Retirar',
    takeAway: 'Quitar',
    whom: 'Quién lee la respuesta',
    alone: (name: string) => `Solo ${name}`,
    aloneHint: 'Y quienes enseñan aquí.',
    toAll: 'Toda la clase, sin el nombre',
    toAllHint: 'La pregunta se cita en la conversación. Sus palabras pueden revelar de quién es.',
    toAllNamed: 'Toda la clase, con el nombre',
    toAllNamedHint: (name: string) => `La pregunta se cita en la conversación como de ${name}.`,
    sendAnswer: 'Enviar respuesta',
  },
}
