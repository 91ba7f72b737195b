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
  storage: {
    title: 'Almacenamiento en este dispositivo',
    hint: 'Lo que tienes aquí se abre sin red.',
    hintPlain:
      'Lo que tienes aquí se queda en este dispositivo. En esta dirección solo se abre mientras se pueda llegar al relay.',
    measuring: 'Mirando qué se guarda aquí…',
    failed: 'No se pudo leer el almacenamiento. Inténtalo de nuevo.',
    all: (size: string) => `${size} en total`,
    ofQuota: (used: string, quota: string) =>
      `Con la propia aplicación este navegador cuenta ${used}, de ${quota} que daría.`,
    free: 'Liberar espacio',
    freeHint: (size: string) =>
      `${size} de mensajes antiguos pueden irse de este dispositivo. El relay los guarda, y vuelven cuando te desplazas hasta ellos.`,
    freeNothing:
      'Ahora no puede irse nada: solo los mensajes antiguos que has leído y que el relay tiene.',
    freeAll: (size: string) => `Liberar ${size}`,
    freeing: 'Haciendo sitio…',
    byGroup: 'Por grupos',
    freeIn: (group: string, size: string) => `Liberar ${size} en ${group}`,
    freed: (size: string) => `${size} liberados. Vuelve cuando te desplazas hasta allí.`,
    away: 'El relay no está. No se libera nada antes de saber que lo tiene todo.',
    kept: (size: string) => `${size} liberados. El resto se queda: el relay aún no lo tiene todo.`,
    budget: 'Guardar como máximo',
    budgetHint:
      'Lo que pase de ahí se libera solo, primero lo más antiguo, en cuanto el relay lo tenga.',
    unlimited: 'Sin límite',
    ofBudget: (size: string) => `Tu límite es ${size}.`,
    persistent: 'Este navegador ha prometido no borrar Parley por su cuenta.',
    notPersistent:
      'Cuando este dispositivo se quede sin espacio, este navegador puede borrar Parley. Tus grupos vuelven del relay; lo que aún no se haya enviado se perdería.',
    persist: 'Pedirle que conserve Parley',
    refused:
      'No aceptó. Los navegadores suelen hacerlo después de instalar la aplicación o de usarla un tiempo.',
    inPrivate: 'En una ventana privada todo desaparece al cerrarla.',
    olderAway: 'Los mensajes más antiguos están en el relay. Llegan en cuanto se alcance.',
  },
}
