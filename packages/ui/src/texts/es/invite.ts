/** Links to a group, and adding people by hand, in Spanish. */
import { list, number } from '../locale.ts'
import { count } from './grammar.ts'

export const inviteTexts = {
  invite: {
    open: 'Invitar',
    title: 'Invitar a gente',
    hint: 'Envía este enlace a quienes quieras aquí.',
    hintBefore: 'Crea un enlace y envíalo a quienes quieras aquí.',
    link: 'Enlace de invitación',
    localLink: 'Enlace de invitación solo para este equipo',
    copy: 'Copiar',
    copied: 'Copiado',
    share: 'Compartir',
    copyByHand: 'El enlace está seleccionado: cópialo con tu dispositivo.',
    warning: 'Quien tenga este enlace puede leer todo el grupo. Compártelo con cuidado.',
    warningFromJoining:
      'Quien tenga este enlace puede leer lo que se escriba desde ahora. Compártelo con cuidado.',
    warningApproval: 'Quien abra este enlace espera hasta que un moderador le deje entrar.',
    warningPower: 'Quien venga por este enlace puede dejar entrar, silenciar y expulsar a otros.',
    localhost:
      'Este enlace solo lleva a este equipo. Para invitar a otros, abre Parley en la dirección que este equipo tiene en tu red y crea allí el enlace.',
    localhostOthers:
      'Los demás en tu red llegan con este enlace. El de abajo solo se abre en este equipo.',
    linkForOthers: 'Enlace para otros en tu red',
    address: 'Dirección de este equipo',
    failed: 'El enlace no se pudo crear ahora. Inténtalo de nuevo.',

    qrShow: 'Código QR',
    qrName: 'Código QR del enlace',
    qrTooLong: 'Este enlace es demasiado largo para un código QR. Cópialo.',

    options: 'A quién deja entrar, y por cuánto tiempo',
    role: 'Entran como',
    expires: 'Termina',
    uses: 'Deja entrar a',
    approve: 'Aprobar a cada persona',
    approveHint: 'Quien abra el enlace espera hasta que un moderador le deje entrar.',
    usesHonest:
      'Cada relay lleva esta cuenta por sí mismo: con más de un relay, o sin conexión, pueden entrar algunos más.',
    make: 'Crear enlace',
    expiry: {
      never: 'nunca',
      hour: 'en una hora',
      day: 'en un día',
      week: 'en una semana',
      month: 'en 30 días',
    },
    anyNumber: 'cualquier número',
    upTo: (n: number) =>
      count(n, { one: 'una persona', many: '# de personas', other: '# personas' }),

    links: 'Enlaces en uso',
    joined: (n: number) => count(n, { one: 'entró #', many: 'entraron #', other: 'entraron #' }),
    joinedOf: (n: number, all: number) => `entraron ${number(n)} de ${number(all)}`,
    letIn: (n: number) =>
      count(n, { one: '# con entrada', many: '# con entrada', other: '# con entrada' }),
    asking: (n: number) => count(n, { one: '# espera', many: '# esperan', other: '# esperan' }),
    cameOf: (n: number, all: number) => `usado por ${number(n)} de ${number(all)}`,
    until: (when: string) => `hasta: ${when}`,
    endless: 'sin fin',
    approved: 'con aprobación',
    madeBy: (by: string) => `creado por ${by}`,
    mine: 'creado por ti',
    elsewhere: 'El enlace en sí solo lo conoce quien lo creó.',
    shown: 'se muestra arriba',
    show: 'Mostrar este enlace',
    withdraw: 'Retirar',
    withdrawTitle: '¿Retirar este enlace?',
    withdrawHint:
      'Ya no deja entrar a nadie, se haya enviado a donde se haya enviado. Quien vino por él se queda. Puedes crear uno nuevo cuando quieras.',
    withdrawn: 'Retirado. Ese enlace ya no deja entrar a nadie; quien vino por él se queda.',
  },

  adding: {
    title: 'Añadir personas',
    open: 'Añadir personas',
    hint: 'Personas con las que compartes otro grupo. Entran al momento, sin enlace.',
    none: 'No hay nadie que añadir: todas las personas con las que compartes un grupo ya están.',
    add: 'Añadir',
    addName: (name: string) => `Añadir a ${name}`,
    added: 'Añadido',
    filter: 'Buscar a una persona',
    nobody: 'Nadie con ese nombre.',
  },

  waiting: {
    title: 'Esperan para entrar',
    line: (names: readonly string[]) =>
      count(names.length, {
        one: `${list(names)} quiere entrar.`,
        many: `${list(names)} quieren entrar.`,
        other: `${list(names)} quieren entrar.`,
      }),
    lineMany: (n: number) =>
      count(n, {
        one: '# persona quiere entrar.',
        many: '# de personas quieren entrar.',
        other: '# personas quieren entrar.',
      }),
    look: 'Ver',
    unnamed: 'Alguien sin nombre',
    as: (role: string, when: string) => `como ${role.toLowerCase()} · lo pidió: ${when}`,
    letIn: 'Dejar entrar',
    letInName: (name: string) => `Dejar entrar a ${name}`,
    decline: 'Rechazar',
    declineName: (name: string) => `Rechazar a ${name}`,
    done: (name: string) => `${name} ya está en el grupo.`,
    lockedTitle: 'Este grupo está cerrado',
    lockedHint:
      'Por ahora nadie puede pedir entrar. Tu petición sale sola en cuanto se abra, y un moderador la responde.',
    withdraw: 'Retirar la petición',
    withdrawTitle: '¿Retirar tu petición?',
    withdrawHint:
      'Ya no se pide a nadie que te deje entrar, y el grupo desaparece de tu lista. Para pedirlo otra vez, abre el enlace de nuevo.',
    withdrawLoses: 'Lo que escribiste mientras esperabas nunca se envió y se pierde con ella.',
    withdrawAct: 'Retirar',
    kept: 'Lo que escribes se guarda en este dispositivo y sale solo en cuanto estés dentro.',
    screenTitle: 'Has pedido entrar',
    screenHint:
      'Un moderador deja entrar a la gente, de uno en uno. Puedes cerrar esta página: entras por tu cuenta cuando haya dicho que sí y ambos hayan tenido conexión desde entonces.',
  },
}
