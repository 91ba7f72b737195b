/** Being at home on a device: newer versions, being installed, in Spanish. */
import { count } from './grammar.ts'

export const homeTexts = {
  update: {
    ready: 'Hay una versión nueva lista.',
    take: 'Recargar',
    later: 'Más tarde',
    failed:
      'Lo que estás escribiendo no se pudo guardar, así que no se recargó nada. Inténtalo de nuevo.',
  },
  install: {
    section: 'La aplicación en este dispositivo',
    title: 'Ten Parley a mano.',
    why: 'Instalada, tiene su propia ventana e icono, y se abre sin red.',
    byHand:
      'En el menú Compartir de Safari elige «Añadir a pantalla de inicio». Así tiene su propio icono, se abre sin red, y sus datos no se borran tras una semana sin usarla.',
    install: 'Instalar',
    notNow: 'Ahora no',
    understood: 'Entendido',
    installed: 'Parley está instalado aquí.',
    none: 'Este navegador no ofrece instalar Parley. Funciona igual, también sin red.',
  },
  loss: {
    returning:
      'Este navegador había borrado lo que Parley guarda aquí. Sigues siendo tú: tus grupos vuelven en cuanto responda el relay.',
    back: 'Este navegador había borrado lo que Parley guarda aquí. Lo que guarda el relay ha vuelto.',
    unknown:
      'Este navegador había borrado lo que Parley guarda aquí, también quién eras. Vuelve con otro de tus dispositivos o con tu frase de recuperación antes de empezar de nuevo.',
    nothingUnsent: 'Todo lo que habías escrito se envió.',
    unsent: (n: number) =>
      count(n, {
        one: 'Un mensaje tuyo no se había enviado y no está en tus grupos:',
        many: '# de mensajes tuyos no se habían enviado y no están en tus grupos:',
        other: '# mensajes tuyos no se habían enviado y no están en tus grupos:',
      }),
    unsentMore: (n: number) =>
      count(n, {
        one: 'y uno más, cuyo texto se perdió',
        many: 'y # más, cuyos textos se perdieron',
        other: 'y # más, cuyos textos se perdieron',
      }),
    returningTitle: 'Tus grupos están volviendo',
    returningHint: 'El relay los guarda. Aparecen aquí solos en cuanto se pueda alcanzar.',
  },
  unkept: {
    say: 'En esta ventana no se guarda nada: lo que escribas y ningún relay haya recibido se pierde al cerrarla.',
    goOn: 'Seguir sin guardar nada',
  },
}
