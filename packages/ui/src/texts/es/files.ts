/** Groups that travel by file, in Spanish. */
import { count } from './grammar.ts'

export const fileTexts = {
  files: {
    title: 'Este grupo en un archivo',
    saveHint:
      'Todo lo que tienes de él, también lo que aún no se ha enviado, sellado. Los miembros lo abren con Parley en sus dispositivos, sin ninguna red; quien más lo encuentre no puede leerlo.',
    saveOpenHint:
      'Todo lo que tienes de él, también lo que aún no se ha enviado. Este grupo es abierto y no está cifrado: quien encuentre el archivo puede leerlo.',
    save: 'Guardar en un archivo…',
    share: 'Compartir el archivo…',
    saving: 'Preparando el archivo…',
    saved: 'El archivo está listo.',
    saveFailed: 'No se pudo leer todo el grupo de este dispositivo. Inténtalo de nuevo.',
    open: 'Abrir un archivo de grupo…',
    openTitle: 'Abrir un archivo de grupo',
    openHint:
      'Lo nuevo del archivo se une a lo que tienes aquí. Para entrar por medio de un archivo, abre primero el enlace de invitación del grupo y después el archivo.',
    choose: 'Elegir un archivo',
    another: 'Otro archivo',
    opening: 'Revisando el archivo…',
    openFailed:
      'No se pudo guardar en este dispositivo lo que hay en el archivo. Inténtalo de nuevo.',
    show: 'Mostrar el grupo',
    taken: (n: number, group: string) =>
      count(n, {
        one: `Un mensaje nuevo en ${group}.`,
        many: `# de mensajes nuevos en ${group}.`,
        other: `# mensajes nuevos en ${group}.`,
      }),
    noMessages: (group: string) =>
      `${group} está al día con el archivo. No había ningún mensaje nuevo.`,
    nothingNew: (group: string) => `Ya tenías todo lo que este archivo contiene de ${group}.`,
    partly: 'Algo del archivo no procedía de miembros y se dejó fuera.',
    outcomes: {
      'not-here':
        'Este archivo es de un grupo en el que no estás en este dispositivo. Abre primero su enlace de invitación y después el archivo.',
      foreign: 'Esto no es un archivo de grupo de Parley.',
      damaged:
        'Este archivo está dañado: le falta el final o se modificó por el camino. No se tomó nada de él.',
      newer:
        'Este archivo se hizo con un Parley más nuevo. Actualiza Parley aquí y vuelve a abrirlo.',
      'too-large':
        'Este archivo es más grande de lo que puede ser el de un grupo. No se tomó nada de él.',
    },
  },
}
