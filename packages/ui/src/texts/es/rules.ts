/** The rules of a group, and what they mean for somebody who wants to write, in Spanish. */
import { count } from './grammar.ts'

/** By this name it is chosen, told and logged. */
export const announcements = 'Solo anuncios'
const announcementsHint =
  'Los moderadores escriben. Los demás pueden reaccionar y responder en hilos.'

export const ruleTexts = {
  rules: {
    mineTitle: 'Solo para ti',
    quietForMe: 'Dejar este grupo sin avisos',
    quietForMeHint:
      'No llama la atención ni se cuenta en el título de la ventana, solo en tus dispositivos.',

    name: 'Nombre del grupo',
    rename: 'Guardar el nombre',

    writingTitle: 'Quién escribe',
    announcements,
    announcementsHint,
    guests: 'Los invitados pueden escribir',
    guestsHint: 'Si no, los invitados solo leen.',
    slow: 'Modo lento',
    slowHint: 'Cuánto espera un miembro entre dos mensajes. Los moderadores no esperan.',
    slowOff: 'Desactivado',
    slowSeconds: (n: number) =>
      count(n, { one: '# segundo', many: '# de segundos', other: '# segundos' }),
    slowMinutes: (n: number) =>
      count(n, { one: '# minuto', many: '# de minutos', other: '# minutos' }),
    slowHours: (n: number) => count(n, { one: '# hora', many: '# de horas', other: '# horas' }),
    lock: 'Cerrar el grupo',
    locked: 'Grupo cerrado',
    lockHint: 'Solo los moderadores escriben o reaccionan, y los enlaces no dejan entrar a nadie.',

    historyTitle: 'Qué pueden leer los nuevos',
    everything: 'Todo desde el principio',
    fromJoining: 'Solo lo que se escriba después de entrar',

    secrecyTitle: 'Cifrado',
    encrypted:
      'Cifrado. Solo los dispositivos de sus miembros, y quien tenga un enlace de invitación en vigor, pueden leerlo. El relay no puede.',
    notEncrypted:
      'Sin cifrar. El relay, y quien lo mantiene, puede leer todo lo que hay aquí. Se eligió al crear el grupo y no se puede cambiar.',
    notEncryptedMark: 'Sin cifrar',
    readOnly: 'Solo los propietarios cambian esto.',
    on: 'Sí',
    off: 'No',
  },

  bars: {
    mutedUntil: (when: string) => `Estás en silencio hasta: ${when}`,
    muted: 'Estás en silencio hasta que un moderador lo anule',
    mutedHint: 'Mientras tanto puedes leer y reaccionar.',
    mutedHintReads: 'Puedes seguir leyendo.',
    announcements,
    announcementsHint,
    hushed: 'Silencio ahora',
    hushedHint:
      'Quien da la clase ha pedido silencio. Puedes levantar la mano, preguntar en el buzón y reaccionar.',
    locked: 'Este grupo está cerrado',
    lockedHint: 'Por ahora aquí escriben los moderadores. Puedes seguir leyendo.',
    lockedOutHint:
      'Por ahora los enlaces no dejan entrar a nadie, así que los demás aún no te ven. Entras por tu cuenta en cuanto se abra.',
    guest: 'Aquí eres invitado',
    guestHint:
      'Aquí los invitados leen. Para escribir, pide a un administrador que te haga miembro.',
    other: 'Ahora no puedes escribir aquí',
    otherHint: 'Puedes seguir leyendo.',
    draft: 'Tu borrador se conserva:',
    slowWait: (left: string) => `Modo lento: sale solo en ${left}.`,
    slowQueued: (left: string) => `Tu mensaje sale en ${left}. Después puedes enviar el siguiente.`,
    slowRule: (each: string) => `Modo lento: un mensaje ${each}.`,
    slowEach: {
      seconds: (n: number) =>
        count(n, { one: 'cada segundo', many: 'cada # de segundos', other: 'cada # segundos' }),
      minutes: (n: number) =>
        count(n, { one: 'cada minuto', many: 'cada # de minutos', other: 'cada # minutos' }),
      hours: (n: number) =>
        count(n, { one: 'cada hora', many: 'cada # de horas', other: 'cada # horas' }),
    },
  },

  states: {
    left: 'Saliste de este grupo',
    leftHint: (when: string) => `Fue: ${when}. Lo que tienes sigue en este dispositivo.`,
    removed: (by: string) => `${by} te expulsó de este grupo`,
    removedUnknown: 'Te expulsaron de este grupo',
    removedHint: (when: string) =>
      `Fue: ${when}. Lo que habías enviado antes queda para todos; lo que escribiste después no aparece. Lo que tienes sigue en este dispositivo.`,
    declined: 'No te dejaron entrar',
    declinedHint: (when: string) =>
      `Un moderador rechazó tu petición. Fue: ${when}. Si crees que es un error, pide un enlace nuevo a alguien del grupo.`,
    withdrawn: 'Retiraste tu petición',
    withdrawnHint: (when: string) =>
      `Fue: ${when}. Para pedirlo otra vez, abre el enlace de nuevo.`,
    forget: 'Quitar de este dispositivo',
    forgetTitle: '¿Quitar este grupo de este dispositivo?',
    forgetHint:
      'Desaparece de tu lista, y todo lo que se dijo en él se borra aquí, también lo que no habías enviado.',
    forgetHintOutside: 'Desaparece de tu lista, con lo que escribiste y no habías enviado.',
    forgetKeeps:
      'Los demás conservan lo que tienen, y tus otros dispositivos también. Para volver necesitas un enlace de invitación que aún funcione.',
    forgetAlone:
      'Nadie más está en él. Desaparece de tu lista, y todo lo que contiene se borra aquí. Los enlaces que hiciste no llevan a nadie. Otro dispositivo tuyo conserva lo que tiene.',
    forgetAct: 'Quitar',
    closed: 'El relay ya no participa en este grupo para ti',
    closedHint:
      'Nada nuevo entra ni sale. Lo que tienes sigue en este dispositivo. Si crees que es un error, recarga la página o pregunta a alguien del grupo.',
    deviceRemoved: 'Otro de tus dispositivos quitó este dispositivo',
    deviceRemovedBrief: 'Aquí no llega nada nuevo a este grupo.',
    deviceRemovedHint:
      'Lo que tienes sigue en este dispositivo. Para volver a usarlo, borra sus datos y vincúlalo de nuevo.',
    comeBack:
      'Para volver, abre un enlace de invitación que aún funcione o pide uno a alguien del grupo.',
    waitsForKey:
      'Estás dentro. Lo que escriben otros, y lo que escribes tú, se transmite en cuanto el dispositivo de un miembro tenga conexión.',
    waitsForMore:
      'Algunos mensajes aún no se pueden mostrar. Aparecen en cuanto el dispositivo de un miembro tenga conexión.',
    uninvited:
      'Este relay solo crea grupos para quien fue invitado. Pide una invitación a quien lo mantiene; lo que escribiste se conserva.',
    usesNewer:
      'Algo de lo que pasa aquí necesita un Parley más nuevo y no se muestra. Recarga para actualizar.',
    reload: 'Recargar',
  },
}
