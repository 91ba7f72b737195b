/** What is fetched when the page has time, because no first screen needs it. */
export { openFile } from './open-file.ts'
export { writeGroup } from './save-group.ts'
