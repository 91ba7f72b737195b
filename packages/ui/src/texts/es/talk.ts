/** A conversation and what one writes, in Spanish. */
import { list, number } from '../locale.ts'
import { count } from './grammar.ts'

export const talkTexts = {
  conversation: {
    back: 'Volver a los grupos',
    people: (n: number) =>
      count(n, { one: '# persona', many: '# de personas', other: '# personas' }),
    log: 'Mensajes',
    beginning: 'Aquí empieza el grupo.',
    talkBeginning: 'Aquí empieza la conversación.',
    beginningHint: 'Saluda o invita a alguien.',
    beginningHello: 'Saluda.',
    unreadLine: 'Nuevos',
    newMessages: (n: number) =>
      count(n, {
        one: '# mensaje nuevo',
        many: '# de mensajes nuevos',
        other: '# mensajes nuevos',
      }),
    toNewest: 'Mensajes más recientes',
    opening: 'Ya puedes escribir. El grupo está en camino.',
    joining:
      'Ya puedes escribir. El grupo se abre en cuanto se pueda alcanzar el relay y, si lo pide, alguien te deje entrar.',
    missingTitle: 'Este grupo no está en este dispositivo',
    missingHint: 'Pide a alguien del grupo un enlace de invitación.',
    announce: (author: string, text: string) => `${author}: ${text}`,
  },
  message: {
    actions: 'Mensaje',
    edited: 'editado',
    late: 'llegó tarde',
    deleted: 'Borrado',
    removedBy: (by: string) => `Retirado por ${by}`,
    deletionUnsent: 'Aún sin enviar: los demás todavía lo ven',
    by: (author: string, time: string) => `${author}, ${time}`,
    you: 'Tú',
    status: {
      'on-device': 'Guardado aquí',
      'on-relay': 'Lo tiene el relay',
      received: 'Recibido',
      read: 'Leído',
    },
    wholeStatus: {
      'on-device': 'Guardado aquí; el relay aún no lo tiene',
      'on-relay': 'Lo tiene el relay: de ahí lo reciben los demás',
    },
    beingKept: 'guardando',
    moreBeingKept: (n: number) =>
      count(n, { one: 'guardando # más', many: 'guardando # más', other: 'guardando # más' }),
    ofPeople: (status: string, n: number, all: number) =>
      `${status} por ${number(n)} de ${number(all)}`,
    byAll: (status: string, n: number) => `${status} por todos (${number(n)})`,
    bySomebody: (status: string) => `${status} por al menos una persona`,
    andReceived: (read: string, n: number) => `${read}, recibido por ${number(n)}`,
    quoteDeleted: 'Borrado',
    quoteMissing: 'Aún no está aquí',
    jumpToQuoted: (author: string) => `Ir a lo que escribió ${author}`,
    reaction: (emoji: string, people: readonly string[]) => `${emoji} ${list(people)}`,
    reactionUnsent: (label: string) => `${label} (aún sin enviar)`,
    holdHint: 'Mantén pulsado un mensaje para responder, reaccionar y más. O tócalo y luego •••.',
    showAll: 'Mostrar todo',
    showLess: 'Mostrar menos',
    emojiTitle: 'Elige una reacción',
    failed: 'No se pudo guardar en este dispositivo. Inténtalo de nuevo.',
  },
  deletion: {
    title: '¿Borrar para todos?',
    hint: 'Desaparece de este grupo. Quien lo haya leído puede recordarlo.',
    delete: 'Borrar',
    titleOther: (author: string) => `¿Borrar lo que escribió ${author}?`,
    hintOther: 'Desaparece para todos, y todos ven que un moderador lo retiró.',
  },
  late: {
    title: (n: number) =>
      count(n, {
        one: '# mensaje llegó tarde',
        many: '# de mensajes llegaron tarde',
        other: '# mensajes llegaron tarde',
      }),
    hint: 'Escritos antes, aquí solo ahora. Cada uno está donde le corresponde.',
    seenAll: 'Visto',
    more: (n: number) => count(n, { one: 'y # más', many: 'y # más', other: 'y # más' }),
  },
  composer: {
    text: 'Mensaje',
    send: 'Enviar',
    replyingTo: (author: string) => `En respuesta a ${author}`,
    replyingToOwn: 'En respuesta a ti',
    editing: 'Editando',
    leave: 'Cancelar',
    count: (bytes: number, limit: number) => `${number(bytes)} de ${number(limit)} bytes`,
    tooLong: (bytes: number, limit: number) =>
      `Demasiado largo: el límite es de ${number(limit)} bytes y esto tiene ${number(bytes)}. Tu texto se conserva; acórtalo o envíalo por partes.`,
    failed:
      'No se pudo guardar en este dispositivo, así que no se ha enviado. Tu texto sigue aquí.',
    notAllowed: 'Las reglas de este grupo no te dejan escribir esto ahora. Tu texto sigue aquí.',
  },
}
