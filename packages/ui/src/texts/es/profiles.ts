/** Perfiles de personas y grupos. */
import { count } from './grammar.ts'

export const profileTexts = {
  profile: {
    title: 'Tu perfil',
    groupTitle: 'Perfil del grupo',
    picture: 'Tu imagen',
    groupPicture: 'Imagen del grupo',
    pictureHint:
      'Elige un archivo, arrástralo o pégalo aquí. Se reduce en este dispositivo antes de enviarse.',
    choose: 'Elegir una imagen',
    change: 'Cambiar la imagen',
    takeAway: 'Quitar la imagen',
    faults: {
      kind: 'Este tipo de archivo no se puede usar. Elige una imagen JPEG, PNG, WebP, GIF o AVIF.',
      large: 'Este archivo ocupa más de 40 MB. Elige uno más pequeño.',
      unreadable: 'Este archivo no se puede leer como imagen. Elige otro.',
      none: 'Eso no era un archivo. Elige una imagen de tu dispositivo.',
      failed: 'No se ha podido guardar en este dispositivo. Inténtalo de nuevo.',
    },
    status: 'Estado',
    statusHint: (n: number) => `Una línea de hasta ${n} caracteres, visible en todos los grupos.`,
    statusTooLong: (n: number) => `Es demasiado largo: caben hasta ${n} caracteres.`,
    saveStatus: 'Guardar el estado',
    description: 'Descripción',
    descriptionHint: 'De qué trata este grupo. La ven todos los que están en él.',
    saveDescription: 'Guardar la descripción',
    accent: 'Color',
    accentHint: 'Solo para ti, en todos tus dispositivos.',
    accentNone: 'Automático',
    accents: ['Marrón', 'Azul', 'Ciruela', 'Verde', 'Violeta', 'Rosa'],
    open: (name: string) => `Acerca de ${name}`,
    gone: 'Ya no está en este grupo.',
    known: {
      yes: 'Has comparado los códigos: es esa persona.',
      no: 'Aún no has comparado los códigos.',
      changed: 'Su identidad es otra que antes.',
    },
    came: {
      founded: (when: string) => `Creó este grupo: ${when}`,
      link: (when: string, by: string) => `Llegó por un enlace de ${by}: ${when}`,
      'let-in': (when: string, by: string) => `Entró con el permiso de ${by}: ${when}`,
      added: (when: string, by: string) => `Añadido por ${by}: ${when}`,
    },
    common: (n: number) =>
      count(n, {
        one: 'Un grupo más en común',
        many: '# de grupos más en común',
        other: '# grupos más en común',
      }),
    mention: 'Mencionar',
    edit: 'Editar tu perfil',
  },
}
