/** The people of a group, and what one may do with a person, in Spanish. */
import { count } from './grammar.ts'

export const peopleTexts = {
  roles: {
    founder: 'Fundador',
    owner: 'Propietario',
    admin: 'Administrador',
    moderator: 'Moderador',
    member: 'Miembro',
    guest: 'Invitado',
  },

  roleMeans: {
    founder: 'Creó el grupo y no se le puede expulsar.',
    owner: 'Decide las reglas del grupo y nombra administradores.',
    admin: 'Da y quita roles por debajo del suyo.',
    moderator: 'Invita, deja entrar, silencia, expulsa y borra lo que escribieron otros.',
    member: 'Lee y escribe.',
    guest: 'Lee. Escribe solo donde el grupo lo permite.',
  },

  group: {
    open: 'Personas',
    openWaiting: (n: number) =>
      count(n, {
        one: 'Personas, # espera',
        many: 'Personas, # esperan',
        other: 'Personas, # esperan',
      }),
    tabs: { people: 'Personas', rules: 'Ajustes', log: 'Registro' },
    tabList: 'Sobre este grupo',
  },

  people: {
    you: 'Tú',
    menu: (name: string) => `Qué hacer con ${name}`,
    list: 'Personas en este grupo',
    find: 'Buscar a una persona',
    nobody: 'Nadie con ese nombre.',
    more: (n: number) =>
      count(n, { one: 'Mostrar # más', many: 'Mostrar # más', other: 'Mostrar # más' }),
    mutedUntil: (when: string) => `en silencio hasta: ${when}`,
    muted: 'en silencio',
    verified: 'comparado',
    changed: 'la identidad cambió',
    blocked: 'bloqueado por ti',
    devices: (n: number) =>
      count(n, { one: '# dispositivo', many: '# de dispositivos', other: '# dispositivos' }),
    changeRole: 'Cambiar el rol',
    mute: 'Silenciar',
    unmute: 'Dejar de silenciar',
    remove: 'Expulsar del grupo',
    compare: 'Comparar el código',
    block: 'Bloquear',
    unblock: 'Desbloquear',
    failed: 'No se pudo guardar en este dispositivo. Inténtalo de nuevo.',
    notAllowed: 'Las reglas de este grupo ya no te dejan hacer eso.',
  },

  roleChange: {
    title: (name: string) => `Rol de ${name}`,
    save: 'Cambiar el rol',
  },

  muting: {
    title: (name: string) => `Silenciar a ${name}`,
    hint: 'Puede leer, pero nada de lo que escriba se transmite. Se le dice hasta cuándo.',
    hintOpen: 'Lo que escriba hasta entonces no aparece para nadie. Se le avisa.',
    legend: 'Por cuánto tiempo',
    hour: '1 hora',
    hours: '8 horas',
    day: 'Un día',
    open: 'Hasta que alguien lo anule',
    mute: 'Silenciar',
  },

  removing: {
    title: (name: string) => `¿Expulsar a ${name} del grupo?`,
    hint: (name: string) =>
      `Desde ahora no le llega nada nuevo a ${name}. Lo que escribió antes se queda. Lo que escriba ahora, también sin conexión, no aparecerá para nadie. Todos los enlaces de invitación creados hasta ahora dejan de valer, también los de otros.`,
    keeps: 'Lo que ha leído puede conservarlo. Una invitación nueva puede traerle de vuelta.',
    remove: 'Expulsar',
  },

  leaving: {
    open: 'Salir del grupo',
    title: '¿Salir de este grupo?',
    hint: 'Desde entonces no te llega nada nuevo, y lo que escribiste se queda. Lo que tienes sigue en este dispositivo. Puedes volver con cualquier enlace de invitación que aún funcione.',
    founder:
      'Tú creaste este grupo, así que te quedas en él: alguien debe poder llevarlo siempre. Puedes dejarlo sin avisos para ti, o cerrarlo para que solo escriban los moderadores.',
    ownerAlone:
      'Nadie más es propietario de este grupo: cuando salgas, nadie podrá cambiar sus reglas.',
    leave: 'Salir',
  },

  secondOwner: {
    title: 'Añade un segundo propietario',
    hint: 'Este grupo es solo tuyo. Si pierdes tus dispositivos, nadie podrá cambiar sus reglas ni nombrar administradores. Elige a alguien de confianza.',
    choose: 'Elegir',
    dialogTitle: '¿Quién será propietario del grupo contigo?',
    dialogHint:
      'Los propietarios cambian las reglas y nombran administradores. Puedes darle otro rol cuando quieras.',
    make: 'Hacer propietario',
  },

  verifying: {
    title: (name: string) => `Comparar con ${name}`,
    hint: (name: string) =>
      `Mira la pantalla de ${name}, o léanlo en voz alta: las dos muestran los mismos seis números si no hay nadie en medio.`,
    code: 'Código para comparar',
    same: 'Son iguales',
    different: 'Son distintos',
    wasSame: (name: string) => `Has comparado con ${name}: era igual.`,
    forget: 'Olvidar esta comparación',
    close: 'Cerrar',
    changed: (name: string) =>
      `La identidad de ${name} no es la que comparaste. Eso pasa cuando alguien empieza de nuevo, y también cuando alguien se hace pasar por esa persona. Compara otra vez antes de confiar.`,
    differs:
      'Entonces no confíes todavía en esta persona. Puede ser otra, o uno de los dos mira a otro miembro del grupo. Inténtalo otra vez, en persona.',
    failed: 'El código no se puede mostrar ahora. Inténtalo de nuevo.',
  },

  blocking: {
    folded: (author: string) => `Has bloqueado a ${author}`,
    show: 'Mostrar de todos modos',
    told: (name: string) =>
      `Has bloqueado a ${name}: lo que escriba queda plegado en tus dispositivos. No se avisa a nadie, y puedes desbloquearlo aquí.`,
    toldUnblocked: (name: string) => `Ya no bloqueas a ${name}.`,
  },
}
