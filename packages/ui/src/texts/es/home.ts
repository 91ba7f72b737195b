/** Being at home on a device: newer versions, being installed, in Spanish. */
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
}
