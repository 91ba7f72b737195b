/** Knowing where one is: what was missed, who has a message, how complete it all is, in Spanish. */
import { count } from './grammar.ts'

export const catchingUpTexts = {
  catchUp: {
    title: 'Ponerse al día',
    line: (since: string) => `Sin leer desde: ${since}`,
    allRead: 'Marcar todo como leído',
    since: (since: string) => `desde: ${since}`,
    messages: (n: number) =>
      count(n, {
        one: '# mensaje nuevo',
        many: '# de mensajes nuevos',
        other: '# mensajes nuevos',
      }),
    inThread: (n: number) =>
      count(n, {
        one: '# respuesta nueva en un hilo',
        many: '# de respuestas nuevas en un hilo',
        other: '# respuestas nuevas en un hilo',
      }),
    threadGone: 'Sobre un mensaje que no está aquí',
    late: 'Llegó tarde',
    mention: 'Te menciona',
    by: (author: string, text: string) => `${author}: ${text}`,
    deleted: 'Borrado',
    more: (n: number) => count(n, { one: 'y # más', many: 'y # más', other: 'y # más' }),
    nothing: 'Lo has visto todo.',
  },
  marking: {
    more: (group: string) => `Más sobre ${group}`,
    unread: 'Marcar como no leído',
    read: 'Marcar como leído',
    quiet: 'Sin avisos',
    loud: 'Volver a avisar',
    isMarked: 'marcado como no leído',
    holdHint: 'Mantén pulsado un grupo para no recibir sus avisos, marcarlo como no leído y más.',
    inThreads: (n: number) =>
      count(n, {
        one: '# respuesta sin leer en hilos',
        many: '# de respuestas sin leer en hilos',
        other: '# respuestas sin leer en hilos',
      }),
    mentions: (n: number) =>
      count(n, {
        one: '# mención a ti sin leer',
        many: '# de menciones a ti sin leer',
        other: '# menciones a ti sin leer',
      }),
  },
  who: {
    title: 'Quién tiene este mensaje',
    read: 'Leído',
    received: 'Recibido',
    others: (n: number) =>
      count(n, {
        one: '# más: no se sabe si ya lo tiene',
        many: '# más: no se sabe si ya lo tienen',
        other: '# más: no se sabe si ya lo tienen',
      }),
    nobody: 'Nadie todavía, que este dispositivo sepa.',
    hidden: 'Los grupos de más de cincuenta personas no dicen quién ha leído qué.',
  },
  complete: {
    until: (time: string) => `Tienes todo lo conocido hasta: ${time}.`,
    missing: 'Se sabe que existen algunos mensajes que aún no están aquí.',
  },
}
