/**
 * hocuspocus as its documentation starts it; with DATABASE, on SQLite by the schema and the queries of
 * its own SQLite extension, on the SQLite that Node 22 brings (the extension's must be compiled).
 */
/** @type {string[]} */
const [SERVER, DATABASE, SQLITE] = [
  '@hocuspocus/server',
  '@hocuspocus/extension-database',
  'node:sqlite',
]
const { Server } = await import(String(SERVER))

const server = new Server({
  port: Number(process.env['PORT']),
  quiet: true,
  stopOnSignals: true,
  extensions:
    process.env['DATABASE'] === undefined ? [] : [await onSqlite(process.env['DATABASE'])],
})
await server.listen()

/** @param {string} path */
async function onSqlite(path) {
  const { Database } = await import(String(DATABASE))
  const { DatabaseSync } = await import(String(SQLITE))
  const sqlite = new DatabaseSync(path)
  sqlite.exec(
    'CREATE TABLE IF NOT EXISTS documents (name varchar(255) NOT NULL, data blob NOT NULL, UNIQUE(name))',
  )
  const select = sqlite.prepare('SELECT data FROM documents WHERE name = ? ORDER BY rowid DESC')
  const upsert = sqlite.prepare(
    'INSERT INTO documents (name, data) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data',
  )
  return new Database({
    fetch: async (/** @type {{ documentName: string }} */ { documentName }) =>
      select.get(documentName)?.['data'] ?? null,
    store: async (
      /** @type {{ documentName: string, state: Uint8Array }} */ { documentName, state },
    ) => void upsert.run(documentName, state),
  })
}
