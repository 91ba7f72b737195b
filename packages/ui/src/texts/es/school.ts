/** The words of a school, for a group that is a class, in Spanish. */
export const schoolTexts = {
  inClass: {
    roles: {
      founder: 'Tutoría',
      owner: 'Docente',
      admin: 'Docente suplente',
      moderator: 'Asistente',
      member: 'Estudiante',
    },
    roleMeans: {
      founder: 'Empezó la clase y no se le puede expulsar.',
      owner: 'Decide las reglas de la clase y nombra suplentes.',
      moderator: 'Da la palabra, deja entrar, silencia, expulsa y borra lo que escribieron otros.',
      guest: 'Lee. Escribe solo donde la clase lo permite.',
    },
    group: {
      tabList: 'Sobre esta clase',
    },
    people: {
      list: 'Personas en esta clase',
      remove: 'Expulsar de la clase',
      notAllowed: 'Las reglas de esta clase ya no te dejan hacer eso.',
    },
    removing: {
      title: (name: string) => `¿Expulsar a ${name} de la clase?`,
    },
    leaving: {
      open: 'Salir de la clase',
      title: '¿Salir de esta clase?',
      founder:
        'Tú empezaste esta clase, así que te quedas en ella: alguien debe poder llevarla siempre. Puedes dejarla sin avisos para ti, o cerrarla para que solo escriban docentes y asistentes.',
      ownerAlone: 'Nadie más da esta clase: cuando salgas, nadie podrá cambiar sus reglas.',
    },
    secondOwner: {
      title: 'Añade a otro docente',
      hint: 'Solo tú das esta clase. Si pierdes tus dispositivos, nadie podrá cambiar sus reglas. Elige a alguien de confianza.',
      dialogTitle: '¿Quién dará la clase contigo?',
      dialogHint:
        'Los docentes cambian las reglas y nombran suplentes. Puedes darle otro rol cuando quieras.',
      make: 'Hacer docente',
    },
    rules: {
      name: 'Nombre de la clase',
      quietForMe: 'Sin avisos de esta clase para mí',
      announcementsHint:
        'Escriben docentes y asistentes. Los demás pueden reaccionar y responder en hilos.',
      slowHint: 'Cuánto espera un estudiante entre dos mensajes. Docentes y asistentes no esperan.',
      lock: 'Cerrar la clase',
      locked: 'Clase cerrada',
      lockHint:
        'Solo docentes y asistentes escriben o reaccionan, y los enlaces no dejan entrar a nadie.',
      readOnly: 'Solo los docentes cambian esto.',
    },
    bars: {
      muted: 'Estás en silencio hasta que un docente o asistente lo anule',
      announcementsHint:
        'Escriben docentes y asistentes. Los demás pueden reaccionar y responder en hilos.',
      locked: 'Esta clase está cerrada',
      lockedHint: 'Por ahora aquí escriben docentes y asistentes. Puedes seguir leyendo.',
      guestHint:
        'Aquí los invitados leen. Para escribir, pide a un docente que te haga estudiante.',
    },
    states: {
      left: 'Saliste de esta clase',
      removed: (by: string) => `${by} te expulsó de esta clase`,
      removedUnknown: 'Te expulsaron de esta clase',
      forgetTitle: '¿Quitar esta clase de este dispositivo?',
      closed: 'El relay ya no participa en esta clase para ti',
    },
    log: {
      found: (by: string) => `${by} empezó la clase`,
      name: (by: string, name: string) => `${by} llamó a la clase «${name}»`,
      picture: (by: string) => `${by} cambió la imagen de la clase`,
      pictureGone: (by: string) => `${by} quitó la imagen de la clase`,
      a: {
        founder: 'tutoría',
        owner: 'docente',
        admin: 'docente suplente',
        moderator: 'asistente',
        member: 'estudiante',
      },
      changes: {
        lockedOn: 'cerró la clase',
        lockedOff: 'abrió la clase',
      },
    },
    waiting: {
      lockedTitle: 'Esta clase está cerrada',
      lockedHint:
        'Por ahora nadie puede pedir entrar. Tu petición sale sola en cuanto se abra, y quien da la clase la responde.',
      screenHint:
        'Quien da la clase deja entrar a la gente, de uno en uno. Puedes cerrar esta página: entras por tu cuenta cuando haya dicho que sí y ambos hayan tenido conexión desde entonces.',
    },
    invite: {
      warning: 'Quien tenga este enlace puede leer toda la clase. Compártelo con cuidado.',
      warningApproval:
        'Quien abra este enlace espera hasta que un docente o asistente le deje entrar.',
      approveHint: 'Quien abra el enlace espera hasta que un docente o asistente le deje entrar.',
    },
    commands: { quiet: 'Sin avisos de esta clase para mí…' },
    marking: { quiet: 'Sin avisos para mí', loud: 'Volver a avisarme' },
    conversation: {
      beginning: 'Aquí empieza la clase.',
    },
    threads: {
      list: 'Hilos de esta clase',
    },
    pins: {
      list: 'Fijado en esta clase',
    },
    profile: {
      groupTitle: 'Perfil de la clase',
      groupPicture: 'Imagen de la clase',
      descriptionHint: 'De qué trata esta clase. Lo ven todos los que están en ella.',
      gone: 'Ya no está en esta clase.',
      came: { founded: (when: string) => `Empezó esta clase: ${when}` },
    },
  },
}
