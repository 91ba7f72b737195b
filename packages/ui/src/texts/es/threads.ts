/** Threads, mentions, pins, forwarding and links to messages, in Spanish. */
import { list } from '../locale.ts'
import { count } from './grammar.ts'

export const threadTexts = {
  threads: {
    composer: 'Responder en un hilo',
    replies: (n: number) =>
      count(n, { one: '# respuesta', many: '# de respuestas', other: '# respuestas' }),
    unread: (n: number) =>
      count(n, {
        one: '# respuesta sin leer',
        many: '# de respuestas sin leer',
        other: '# respuestas sin leer',
      }),
    last: (when: string) => `última: ${when}`,
    rootMissing: 'El mensaje al que responde este hilo no está en este dispositivo.',
    noReplies: 'Aún no hay respuestas',
    noRepliesHint: 'Lo que escribas aquí queda junto al mensaje de arriba.',
    openList: 'Hilos',
    openListUnread: (n: number) =>
      count(n, {
        one: 'Hilos, # respuesta sin leer',
        many: 'Hilos, # de respuestas sin leer',
        other: 'Hilos, # respuestas sin leer',
      }),
    list: 'Hilos de este grupo',
    emptyTitle: 'Aún no hay hilos',
    emptyHint:
      'Elige «Responder en un hilo» en un mensaje para responderle sin llenar la conversación.',
    from: (author: string) => `de ${author}`,
    stillMay: 'Aún puedes responder: elige «Responder en un hilo» en un mensaje.',
  },
  mentions: {
    open: 'Menciones',
    openUnread: (n: number) =>
      count(n, {
        one: 'Menciones, # sin leer',
        many: 'Menciones, # sin leer',
        other: 'Menciones, # sin leer',
      }),
    title: 'Menciones',
    list: 'Lo que te menciona',
    emptyTitle: 'Nadie te ha mencionado aún',
    emptyHint:
      'Cuando alguien escriba @ y tu nombre, lo encontrarás aquí, sea en el grupo que sea.',
    inThread: 'en un hilo',
    unread: 'Sin leer',
  },
  pins: {
    pin: 'Fijar',
    unpin: 'Soltar',
    pinned: 'Fijado',
    newest: (author: string, text: string) => `Ir a lo fijado. ${author}: ${text}`,
    all: (n: number) =>
      count(n, {
        one: 'Mostrar lo fijado',
        many: 'Mostrar los # de fijados',
        other: 'Mostrar los # fijados',
      }),
    list: 'Fijado en este grupo',
    emptyTitle: 'No hay nada fijado',
    emptyHint: 'Fija lo que todos deban volver a encontrar: elige «Fijar» en un mensaje.',
  },
  forwarding: {
    title: 'Reenviar',
    hint: '¿A qué grupos? Se marca como reenviado y no dice de dónde viene.',
    groups: 'Grupos',
    forward: 'Reenviar',
    none: 'Elige al menos un grupo.',
    mayNot: 'Ahora no puedes escribir ahí.',
    done: (groups: readonly string[]) => `Reenviado a ${list(groups)}`,
    failed: (groups: readonly string[]) =>
      `No se pudo guardar para ${list(groups)}. Inténtalo de nuevo.`,
    forwarded: 'Reenviado',
  },
  messageLinks: {
    copied: 'Enlace copiado',
    notYet:
      'Este mensaje aún no ha salido de este dispositivo. Copia su enlace cuando haya salido.',
    notHeld:
      'El mensaje de este enlace aún no está en este dispositivo. Puede llegar cuando se alcance el relay.',
    none: 'El mensaje de este enlace no está en este grupo.',
    dismiss: 'Cerrar',
    looking: 'Buscando el mensaje…',
  },
  usesNewer: 'Algo en él necesita un Parley más nuevo y no se muestra.',
}
