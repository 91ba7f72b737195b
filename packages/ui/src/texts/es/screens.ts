/** Coming in, the list of groups, and what a device must tell its person, in Spanish. */
import { number } from '../locale.ts'
import { count } from './grammar.ts'

export const screenTexts = {
  app: 'Parley',
  title: (group: string | undefined, unread: number) =>
    `${unread > 0 ? `(${number(unread)}) ` : ''}${group === undefined ? '' : `${group} – `}Parley`,
  start: {
    opening: 'Abriendo…',
    failed: 'Parley no se puede abrir aquí',
    again: 'Intentarlo de nuevo',
    faults: {
      absent:
        'Este navegador no guarda nada para esta página, así que tus mensajes no se podrían conservar. Se debe a una ventana privada o a un ajuste que bloquea los datos de sitios. Abre Parley en una ventana normal.',
      blocked:
        'Otra pestaña de Parley ocupa el almacenamiento y no lo suelta. Cierra las otras pestañas e inténtalo de nuevo.',
      full: 'El almacenamiento de este dispositivo está lleno. Libera espacio e inténtalo de nuevo. Lo guardado sigue a salvo.',
      broken:
        'El almacenamiento de este dispositivo no responde como debería. No se cambió nada. Reinicia el navegador e inténtalo de nuevo.',
      identity:
        'Ya no se puede leer quién eres en este dispositivo. Borra lo que hay aquí y vuelve con otro de tus dispositivos o con tu frase de recuperación.',
      unknown: 'Algo inesperado falló al abrir. No se cambió nada.',
    },
  },
  welcome: {
    promise: 'Chat de grupo que sigue funcionando cuando la red no lo hace.',
    name: 'Tu nombre',
    nameHint: 'Lo ven las personas de tus grupos. Sin cuenta, sin correo.',
    enter: 'Empezar',
    other: 'Si ya has usado Parley',
    invited: 'Te han invitado a un grupo',
    invitedHint: 'Di quién eres y únete. Quienes están en el grupo verán cuándo estás aquí.',
    enterInvited: 'Unirme',
    nameEmpty: 'Hace falta un nombre, el que quieras.',
    failed: 'Tu nombre no se pudo guardar en este dispositivo. Inténtalo de nuevo.',
  },
  groups: {
    title: 'Grupos',
    newGroup: 'Grupo nuevo',
    join: 'Unirse',
    emptyTitle: 'Aún no hay grupos',
    emptyHint: 'Crea un grupo e invita a gente, o únete con un enlace que te hayan enviado.',
    chooseTitle: 'Elige un grupo',
    chooseNone: 'Aquí se abren tus grupos',
    chooseHint:
      'Todo lo que escribes se guarda primero en este dispositivo, con conexión o sin ella.',
    unread: (n: number) =>
      count(n, {
        one: '# mensaje sin leer',
        many: '# de mensajes sin leer',
        other: '# mensajes sin leer',
      }),
    draft: 'Borrador',
    you: 'Tú',
    says: (author: string, text: string) => `${author}: ${text}`,
    nothingYet: 'Aún no hay mensajes',
    states: {
      joining: 'Entrando…',
      waiting: 'A la espera de entrar',
      left: 'Saliste',
      removed: 'Te expulsaron',
      closed: 'Cerrado para ti',
    },
    declined: 'No te dejaron entrar',
    withdrawn: 'Retiraste tu petición',
    quiet: 'Sin avisos',
    unnamed: 'Grupo nuevo',
    unnamedJoining: 'Un grupo al que te invitaron',
  },
  newGroup: {
    title: 'Grupo nuevo',
    name: 'Nombre del grupo',
    create: 'Crear',
    nameEmpty: 'El grupo necesita un nombre.',
    failed: 'El grupo no se pudo guardar en este dispositivo. Inténtalo de nuevo.',
    more: 'Más opciones',
    forPage: 'Para una página cuyo sitio identifica a la gente',
    forPageHint:
      'Una comunidad que puede leer quien pueda abrir la página. No está cifrada, salvo que abajo digas lo contrario. Los ajustes preguntan después por el sitio.',
    open: 'Grupo abierto, sin cifrar',
    openHint:
      'Para comunidades públicas grandes. El relay, y quien lo mantiene, puede leerlo todo. No se puede cambiar después.',
  },
  join: {
    title: 'Unirse a un grupo',
    link: 'Enlace al grupo',
    hint: 'Pega el enlace que te enviaron.',
    join: 'Unirme',
    as: (name: string) =>
      `Te unes como ${name}. Quienes están en el grupo verán tu nombre, tu imagen y cuándo estás aquí.`,
    notNow: 'Ahora no',
    working: 'Abriendo tu invitación…',
    brokenTitle: 'Este enlace no funciona',
    home: 'A tus grupos',
    failed: 'La invitación no se pudo guardar en este dispositivo. Inténtalo de nuevo.',
    faults: {
      'no-invite':
        'En este texto no hay ninguna invitación. Un enlace de invitación contiene «#/join/».',
      'cut-short':
        'Falta el final de este enlace. Copia el enlace entero, o pide que te lo envíen otra vez.',
      'too-long': 'Este enlace tiene algo de más al final. Copia solo el enlace.',
      'not-base64url': 'Este enlace está dañado: algunas de sus letras cambiaron por el camino.',
      'newer-version':
        'Este enlace se hizo con un Parley más nuevo. Recarga esta página para actualizar e inténtalo de nuevo.',
    },
  },
  invited: {
    title: 'Puedes crear grupos aquí',
    hint: 'Tu invitación a este relay vale en este navegador. Los grupos que creaste antes se aceptan solos.',
    goOn: 'A tus grupos',
  },
  connection: {
    connected: 'Conectado',
    offline: 'Sin conexión',
    connecting: 'buscando el relay',
    since: (when: string) => `desde: ${when}`,
    heard: (when: string) => `Última señal del relay: ${when}`,
    ask: 'Conexión',
    goOn: 'Puedes seguir escribiendo: saldrá solo.',
    never: 'Aún no hay señal del relay. Puedes seguir escribiendo.',
    unknownOrigin: (origin: string) =>
      `Este relay no conoce su propia dirección ${origin}. Quien lo mantiene tiene que ponerla en PARLEY_ORIGINS. Puedes seguir escribiendo.`,
  },
  notices: {
    title: 'Avisos',
    dismiss: 'Descartar',
    more: (n: number) => count(n, { one: '# más', many: '# más', other: '# más' }),
    fewer: 'Menos',
    writeAgain: 'Escribir de nuevo',
    reload: 'Recargar',
    removedBefore: (by: string, n: number) =>
      count(n, {
        one: `${by} te expulsó antes de que este mensaje llegara a nadie.`,
        many: `${by} te expulsó antes de que estos # de mensajes llegaran a nadie.`,
        other: `${by} te expulsó antes de que estos # mensajes llegaran a nadie.`,
      }),
    changedByBefore: (by: string, n: number) =>
      count(n, {
        one: `${by} te había expulsado o silenciado, o había cambiado tu rol, antes de que este mensaje llegara a nadie.`,
        many: `${by} te había expulsado o silenciado, o había cambiado tu rol, antes de que estos # de mensajes llegaran a nadie.`,
        other: `${by} te había expulsado o silenciado, o había cambiado tu rol, antes de que estos # mensajes llegaran a nadie.`,
      }),
    changedBefore: (n: number) =>
      count(n, {
        one: 'Te habían expulsado o silenciado, o dado otro rol, antes de que este mensaje llegara a nadie.',
        many: 'Te habían expulsado o silenciado, o dado otro rol, antes de que estos # de mensajes llegaran a nadie.',
        other:
          'Te habían expulsado o silenciado, o dado otro rol, antes de que estos # mensajes llegaran a nadie.',
      }),
    nobodySees: (n: number) =>
      count(n, {
        one: 'Nadie lo ve. Se guarda aquí:',
        many: 'Nadie los ve. Se guardan aquí:',
        other: 'Nadie los ve. Se guardan aquí:',
      }),
    notSent: (n: number) =>
      count(n, {
        one: 'Este mensaje no fue aceptado, así que no se ha enviado. Se guarda aquí:',
        many: 'Estos # de mensajes no fueron aceptados, así que no se han enviado. Se guardan aquí:',
        other: 'Estos # mensajes no fueron aceptados, así que no se han enviado. Se guardan aquí:',
      }),
    showTexts: (n: number) =>
      count(n, {
        one: 'Mostrar el texto',
        many: 'Mostrar los # de textos',
        other: 'Mostrar los # textos',
      }),
    hideTexts: 'Plegar los textos',
    throwTitle: (n: number) =>
      count(n, {
        one: '¿Borrar este texto?',
        many: '¿Borrar estos # de textos?',
        other: '¿Borrar estos # textos?',
      }),
    throwHint: 'Solo se guardan en este aviso y desaparecen con él.',
    throwAct: 'Borrar',
    changedBy: (who: string) =>
      `${who} tiene una identidad nueva. Eso pasa cuando alguien empieza de nuevo, y también cuando alguien se hace pasar por esa persona. Comparen los códigos antes de confiar.`,
    says: {
      'storage-failing':
        'El almacenamiento de este dispositivo falla. Lo que escribas ahora puede perderse al cerrar esta página.',
      'storage-full':
        'El almacenamiento de este dispositivo está lleno. Libera espacio; lo que ya está aquí sigue a salvo.',
      'doc-rebuilt':
        'Una copia guardada de este grupo estaba dañada. Se desechó y se está obteniendo de nuevo.',
      'sync-stopped':
        'El relay envió dos veces algo ilegible, así que este grupo ya no intercambia mensajes. Recarga para intentarlo de nuevo.',
      'not-done':
        'Algo que hiciste aquí no contó, porque entretanto habían cambiado las reglas del grupo o tu rol.',
      'identity-changed':
        'Alguien aquí tiene una identidad nueva. Comparen los códigos antes de confiar.',
      'uses-newer':
        'Algo de lo que pasa aquí necesita un Parley más nuevo y no se muestra. Recarga para actualizar.',
      'device-removed':
        'Otro de tus dispositivos quitó este. No le llega nada nuevo. Lo que tiene se queda; para volver a usarlo, borra sus datos y vincúlalo de nuevo.',
      'profile-copied':
        'Una copia de este perfil del navegador escribe como este dispositivo. Usa solo una de las dos y vincula la otra como dispositivo propio.',
      'relay-misbehaved': 'El relay envió algo que rompe las reglas. Se rechazó.',
    },
  },
  dialog: { close: 'Cerrar', cancel: 'Cancelar' },
  name: {
    tooLong: (limit: number) =>
      `Ese nombre es demasiado largo: el límite es de ${number(limit)} bytes.`,
  },
}
