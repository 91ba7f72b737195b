/** What happened to a group's membership and rules, as Spanish sentences. */
import { count } from './grammar.ts'
import { announcements } from './rules.ts'

export const logTexts = {
  log: {
    title: 'Qué ha pasado aquí',
    empty: 'Aún no ha pasado nada.',
    someone: 'Alguien',
    didNotCount: 'no contó',
    didNotCountWhy:
      'Lo marcado como «no contó» no cambió nada: las reglas no lo permitían, o alguien con un rol más alto decidió otra cosa.',
    more: (n: number) =>
      count(n, { one: 'Mostrar # más', many: 'Mostrar # más', other: 'Mostrar # más' }),
    found: (by: string) => `${by} creó el grupo`,
    invite: (by: string) => `${by} creó un enlace de invitación`,
    inviteAs: (by: string, role: string) =>
      `${by} creó un enlace de invitación para el rol ${role}`,
    uninvite: (by: string) => `${by} retiró un enlace de invitación`,
    decline: (by: string, whom: string) => `${by} rechazó la petición de ${whom}`,
    join: (by: string) => `${by} vino por un enlace`,
    ask: (by: string) => `${by} pidió entrar`,
    add: (by: string, whom: string) => `${by} dejó entrar a ${whom}`,
    addAs: (by: string, whom: string, role: string) => `${by} dejó entrar a ${whom} como ${role}`,
    addAlone: (by: string, whom: string) => `${by} añadió a ${whom}`,
    addAloneAs: (by: string, whom: string, role: string) => `${by} añadió a ${whom} como ${role}`,
    role: (by: string, whom: string, role: string) => `${by} dio a ${whom} el rol ${role}`,
    remove: (by: string, whom: string) => `${by} expulsó a ${whom}`,
    muteUntil: (by: string, whom: string, when: string) =>
      `${by} silenció a ${whom} hasta: ${when}`,
    mute: (by: string, whom: string) => `${by} silenció a ${whom}`,
    unmute: (by: string, whom: string) => `${by} dejó de silenciar a ${whom}`,
    leave: (by: string) => `${by} salió`,
    takeBack: (by: string) => `${by} retiró su petición`,
    device: (by: string) => `${by} empezó a usar un dispositivo nuevo`,
    undevice: (by: string) => `${by} quitó uno de sus dispositivos`,
    box: (by: string) => `${by} renovó sus claves tras perder un dispositivo`,
    signin: (by: string) => `${by} inició sesión en el sitio`,
    name: (by: string, name: string) => `${by} llamó al grupo «${name}»`,
    description: (by: string) => `${by} cambió la descripción`,
    descriptionGone: (by: string) => `${by} quitó la descripción`,
    picture: (by: string) => `${by} cambió la imagen del grupo`,
    pictureGone: (by: string) => `${by} quitó la imagen del grupo`,
    pin: (by: string, whom: string) => `${by} fijó un mensaje de ${whom}`,
    pinText: (by: string, whom: string, text: string) =>
      `${by} fijó lo que escribió ${whom}: «${text}»`,
    unpin: (by: string, whom: string) => `${by} dejó de fijar un mensaje de ${whom}`,
    unpinText: (by: string, whom: string, text: string) =>
      `${by} dejó de fijar lo que escribió ${whom}: «${text}»`,
    pinsHere: 'Lo fijado se cuenta de los mensajes que están en este dispositivo.',
    policy: (by: string, changes: string) => `${by} ${changes}`,
    policySame: 'confirmó las reglas',
    unknown: (by: string) => `${by} hizo algo que este Parley no conoce`,
    a: {
      founder: 'fundador',
      owner: 'propietario',
      admin: 'administrador',
      moderator: 'moderador',
      member: 'miembro',
      guest: 'invitado',
    },
    changes: {
      historyAll: 'deja que los nuevos lean todo',
      historyLater: 'deja que los nuevos lean solo lo que se escriba después de entrar',
      announcementsOn: `activó «${announcements}»`,
      announcementsOff: `desactivó «${announcements}»`,
      lockedOn: 'cerró el grupo',
      lockedOff: 'abrió el grupo',
      hushedOn: 'pidió silencio',
      hushedOff: 'terminó el silencio',
      slowOn: (each: string) => `puso el modo lento en ${each}`,
      slowOff: 'quitó el modo lento',
      guestsOn: 'deja que los invitados escriban',
      guestsOff: 'deja que los invitados solo lean',
      siteOn: (site: string) => `deja que ${site} diga quiénes son sus visitantes`,
      siteOff: 'ya no deja que ningún sitio diga quiénes son sus visitantes',
    },
  },
}
