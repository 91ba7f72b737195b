/** Keyboard shortcuts and the palette, in Spanish. */
import { list } from '../locale.ts'
import { count } from './grammar.ts'

export const commandTexts = {
  commands: {
    catchUp: 'Lo que te perdiste',
    allRead: 'Marcar todo como leído',
    whoHas: 'Quién ha leído esto',
    markUnread: 'Marcar como no leído',
    palette: 'Ir a…',
    help: 'Atajos de teclado',
    previousGroup: 'Grupo anterior',
    nextGroup: 'Grupo siguiente',
    previousUnread: 'Grupo anterior con algo sin leer',
    nextUnread: 'Grupo siguiente con algo sin leer',
    back: 'Volver, o cerrar lo que está abierto',
    newGroup: 'Grupo nuevo',
    join: 'Unirse a un grupo',
    mentions: 'Menciones a ti',
    settings: 'Tus ajustes',
    threads: 'Hilos de este grupo',
    pins: 'Lo fijado en este grupo',
    about: 'Personas y ajustes de este grupo',
    invite: 'Invitar a gente a este grupo',
    nextMessage: 'Mensaje siguiente',
    previousMessage: 'Mensaje anterior',
    firstMessage: 'Primer mensaje',
    lastMessage: 'Último mensaje',
    details: 'Hasta dónde ha llegado',
    reply: 'Responder',
    thread: 'Responder en un hilo',
    edit: 'Editar',
    react: 'Reaccionar',
    pin: 'Fijar o soltar',
    forward: 'Reenviar',
    copyText: 'Copiar el texto',
    copyLink: 'Copiar el enlace',
    delete: 'Borrar',
  },
  help: {
    hint: 'Todo se puede hacer con el teclado, y mucho con una sola tecla.',
    show: 'Mostrar todas las teclas',
    sections: { app: 'En todas partes', group: 'En un grupo', message: 'En un mensaje' },
    messageHint:
      'Con el tabulador llegas a los mensajes; estas teclas actúan sobre el que tiene el foco.',
    loneKeys: 'Teclas sin Ctrl ni Alt',
    loneKeysHint:
      'El signo de interrogación abre esta hoja desde cualquier sitio. Desactívalas si hablas a tu equipo o pulsas teclas sin querer.',
    or: 'o',
  },
  palette: {
    field: 'Grupo, persona o qué hacer',
    kinds: { group: 'Grupos', person: 'Personas', command: 'Qué hacer' },
    results: 'Lo encontrado',
    nothing: 'Nada se llama así.',
    found: (n: number) =>
      count(n, { one: 'Encontrado: #', many: 'Encontrados: #', other: 'Encontrados: #' }),
    personIn: (groups: readonly string[]) => `en ${list(groups)}`,
  },
}
