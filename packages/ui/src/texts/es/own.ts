/** A person's own matters: name, devices, recovery phrase, presence, in Spanish. */
import { list, number } from '../locale.ts'
import { count } from './grammar.ts'

export const ownTexts = {
  settings: {
    open: 'Ajustes',
    title: 'Ajustes',
    name: 'Tu nombre',
    nameHint: 'Lo ven las personas con las que hablas, en todos los grupos.',
    saveName: 'Guardar el nombre',
    saved: 'Guardado',
    unchanged: 'Aún no ha cambiado nada.',
    nameEmpty: 'Hace falta un nombre, el que quieras.',
    failed: 'No se pudo guardar en este dispositivo. Inténtalo de nuevo.',
    presenceTitle: 'Presencia',
    presence: 'Mostrar cuándo estoy y cuándo escribo',
    presenceHint: 'Lo ven las personas de un grupo mientras lo tienes abierto. No se guarda nada.',
    blockedTitle: 'Personas bloqueadas',
    blockedHint: 'Lo que escriben queda plegado en tus dispositivos. No se avisa a nadie.',
    unblock: 'Desbloquear',
    unblockName: (name: string) => `Desbloquear a ${name}`,
    blockedUnknown: 'Alguien que no está en tus grupos',
  },

  devices: {
    title: 'Tus dispositivos',
    hint: 'Cada uno tiene todos tus grupos. Quita el que hayas perdido o vendido: desde entonces no le llega nada nuevo.',
    list: 'Tus dispositivos',
    isThis: 'Este dispositivo',
    since: (when: string) => `añadido: ${when}`,
    renameNamed: (name: string, when: string) => `Cambiar el nombre de ${name}, añadido: ${when}`,
    renameTitle: (name: string) => `Nombre de ${name}`,
    renameThisTitle: 'Nombre de este dispositivo',
    renameLabel: 'Nombre del dispositivo',
    renameSave: 'Guardar',
    nameEmpty: 'Hace falta un nombre, para que sepas cuál es.',
    remove: (name: string, when: string) => `Quitar ${name}, añadido: ${when}`,
    removeTitle: (name: string) => `¿Quitar ${name}?`,
    removeWhich: (when: string) => `El añadido: ${when}. No es el dispositivo que usas ahora.`,
    removeHint:
      'Sale de todos tus grupos, y no le llega nada nuevo. Lo que ya tiene se queda en él. No se puede deshacer: para volver a usarlo, elige en él «Borrar los datos de este dispositivo» y vincúlalo de nuevo.',
    removeButton: 'Quitar',
    stolen: '¿Te lo robaron?',
    stolenHint:
      'Con tu frase de recuperación, quitarlo cuenta por encima de lo que el ladrón haga con ese dispositivo, aunque quite el tuyo.',
    stolenWords: 'Frase de recuperación, si la tienes a mano',
    isRemoved:
      'Otro de tus dispositivos quitó este. No le llega nada nuevo. Lo que tiene se queda; para volver a usarlo, borra sus datos y vincúlalo de nuevo.',
    unnamed: 'Un dispositivo sin nombre',
    count: (n: number) =>
      count(n, { one: '# dispositivo', many: '# de dispositivos', other: '# dispositivos' }),
    link: 'Vincular un dispositivo',
  },

  erasing: {
    open: 'Borrar los datos de este dispositivo',
    title: '¿Borrar todo lo que Parley guarda en este navegador?',
    hint: 'Tus grupos, todo lo que se dijo en ellos y quién eres desaparecen de este navegador, también lo que aún no se envió. No se puede deshacer.',
    hintEmpty:
      'Quién eres desaparece de este navegador, con todo lo que Parley guarda en él. No se puede deshacer.',
    after: {
      removed: 'Tus otros dispositivos lo conservan todo. Después puedes vincular este de nuevo.',
      recovered: 'Después puedes volver con las palabras correctas, o empezar de nuevo.',
      damaged:
        'Después puedes volver con otro de tus dispositivos o con tu frase de recuperación. Sin ellos empiezas como una persona nueva.',
    },
    act: 'Borrar',
    failed: 'No se pudo borrar. Cierra las otras pestañas de Parley e inténtalo de nuevo.',
  },

  linking: {
    title: 'Vincular un dispositivo',
    steps: [
      'Abre Parley en el dispositivo nuevo.',
      'Apunta su cámara a este código. O elige allí «Tengo Parley en otro dispositivo» y escribe el código corto.',
      'Compara seis cifras, y tendrá todos tus grupos.',
    ],
    shortCode: 'Código corto',
    localhost:
      'El código QR solo lleva a este equipo. En el dispositivo nuevo, abre Parley en la dirección que este equipo tiene en tu red y escribe allí el código corto.',
    reachable: (address: string) =>
      `El dispositivo nuevo llega a este equipo en ${address}, adonde lleva el código QR. O abre allí esa dirección y escribe el código corto.`,
    waiting: 'Esperando al dispositivo nuevo…',
    compareHint: 'Los dos dispositivos muestran seis cifras. ¿Son iguales?',
    digits: 'Cifras para comparar',
    same: 'Son iguales',
    different: 'Son distintas',
    confirmed: 'Ahora di lo mismo en el otro dispositivo.',
    sending: 'Entregando tus grupos…',
    receiving: 'Di lo mismo también en el otro dispositivo; entonces llegan aquí tus grupos…',
    doneTitle: 'Vinculado',
    done: 'El dispositivo nuevo tiene tus grupos. Los mensajes más antiguos siguen llegando durante un rato.',
    doneNew:
      'Este dispositivo ya es tuyo. Tus grupos están aquí; los mensajes más antiguos siguen llegando.',
    newName: 'Nombre del dispositivo nuevo',
    newNameHint: 'Así lo distingues de los demás. Puedes cambiarlo en Ajustes.',
    finish: 'Listo',
    again: 'Intentarlo de nuevo',
    failedTitle: 'No vinculado',
    failed: {
      cancelled: 'Uno de los dispositivos lo detuvo. No se entregó nada.',
      expired: 'Tardó demasiado. No se entregó nada.',
      unanswered:
        'Nadie respondió a este código. Puede estar mal escrito, o el otro dispositivo cerró la página. No se entregó nada.',
      mismatch:
        'Las cifras eran distintas. Puede que alguien intentara meterse en medio: no se entregó nada.',
      'in-use':
        'Dos dispositivos ya usaban este código, o el nuevo ya es de alguien. No se entregó nada.',
      'no-relay':
        'No se puede alcanzar el relay. Para vincular, los dos dispositivos tienen que alcanzarlo; inténtalo cuando puedan.',
      'too-deep':
        'Ese dispositivo se vinculó a través de una larga fila de otros. Vincula desde uno que sea tuyo desde hace más tiempo.',
      storage: 'No se pudo guardar en este dispositivo. Libera espacio e inténtalo de nuevo.',
    },

    take: 'Tengo Parley en otro dispositivo',
    takeTitle: 'Vincular este dispositivo',
    takeHint:
      'En el dispositivo que tiene tus grupos, abre Ajustes y elige «Vincular un dispositivo». Muestra un código QR y un código corto.',
    takeCode: 'Código corto o enlace',
    takeGo: 'Continuar',
    takeEmpty: 'Hace falta el código corto o el enlace.',
    takeWaiting: 'Buscando el otro dispositivo…',
    takeUnanswered:
      'Nadie responde a este código. Compruébalo: puede estar mal escrito, o el otro dispositivo cerró la página. Se sigue intentando…',
    takeOther: 'Cambiar el código',
    faults: {
      'not-a-link':
        'Eso no es un código para vincular un dispositivo. Mira otra vez el otro dispositivo.',
      'newer-version':
        'El otro dispositivo usa un Parley más nuevo. Recarga esta página e inténtalo de nuevo.',
      'device-in-use':
        'Este dispositivo ya es de alguien: tiene sus propios grupos. Vincula un dispositivo nuevo u otro perfil del navegador.',
    },
  },

  phrase: {
    title: 'Frase de recuperación',
    hint: 'Doce palabras que te devuelven a ti, tus grupos y tu historial cuando se pierden todos los dispositivos. Sin ellas, nadie puede.',
    show: 'Mostrar las doce palabras',
    confirmed: 'Has apuntado tu frase de recuperación.',
    confirmedHint:
      'Ya no está en este dispositivo, así que no se puede mostrar otra vez. Guarda el papel donde guardas lo importante.',
    dialogTitle: 'Tu frase de recuperación',
    write:
      'Escribe estas palabras en papel, en este orden. Quien las tenga eres tú: no se las enseñes a nadie.',
    words: 'Frase de recuperación',
    next: 'Las he apuntado',
    askTitle: 'Comprueba tu papel',
    ask: 'Escribe estas palabras de tu papel.',
    word: (n: number) => `Palabra ${number(n)}`,
    confirm: 'Confirmar',
    back: 'Mostrar las palabras otra vez',
    wrong: 'Eso no es lo que se mostró. Mira tu papel, o muestra las palabras otra vez.',
    doneTitle: 'Correcto',
    done: 'Desde ahora estas palabras están solo en tu papel. Con ellas puedes volver en cualquier dispositivo.',
    later: 'Más tarde',
    failed: 'No se pudo guardar en este dispositivo. Las palabras siguen aquí; inténtalo de nuevo.',
  },

  recovering: {
    open: 'Tengo una frase de recuperación',
    title: 'Vuelve con tu frase',
    hint: 'Escribe las doce palabras, en su orden, con espacios entre ellas.',
    words: 'Frase de recuperación',
    go: 'Recuperar',
    working: 'Buscando tus grupos…',
    empty: 'Hacen falta las doce palabras.',
    faults: {
      count: (n: number) =>
        count(n, {
          one: 'Una frase de recuperación tiene doce palabras; esto es una.',
          many: 'Una frase de recuperación tiene doce palabras; estas son #.',
          other: 'Una frase de recuperación tiene doce palabras; estas son #.',
        }),
      word: (at: number, word: string) =>
        `«${word}», la palabra ${number(at)}, no está en ninguna frase de recuperación. Comprueba cómo se escribe.`,
      checksum: 'Estas palabras no van juntas: una de ellas es otra, o dos han cambiado de sitio.',
    },
    deviceInUse:
      'Este dispositivo ya tiene sus propios grupos. Recupera en un dispositivo nuevo o en otro perfil del navegador.',
    searchTitle: 'Tu frase es correcta',
    foundTitle: 'Has vuelto',
    goOn: 'Seguir mientras tanto',
    search: {
      searching: 'Tus grupos y tu nombre llegan en cuanto responda el relay.',
      'nothing-found': 'No se encontraron grupos para esta frase.',
      found: 'Tus grupos llegan solos, y después los mensajes más antiguos.',
    },
    read: 'Entendido',
    nothingMeans:
      'Un enlace de invitación de uno de tus grupos te devuelve a él como quien eras: di tu nombre si se te pide, pulsa «Unirse» y pega el enlace. Los grupos que conoce otro relay aparecen solos. ¿Era otra frase? Borra lo que hay aquí y escríbela de nuevo.',
    keepWaiting: 'Seguir esperando',
    whatToDo: 'Qué hacer',
    failed: 'No se pudo guardar en este dispositivo. Inténtalo de nuevo.',
    back: 'Volver',
  },

  presence: {
    here: (n: number) => count(n, { one: '# aquí', many: '# aquí', other: '# aquí' }),
    hereNames: (names: string) => `Aquí ahora: ${names}`,
    /** Beside one person in the list of them. */
    isHere: 'aquí ahora',
    typing: (name: string) => `${name} está escribiendo…`,
    typingTwo: (one: string, other: string) => `${list([one, other])} están escribiendo…`,
    typingMany: 'Varias personas están escribiendo…',
  },
}
