import { expect, it } from 'vitest'
import { recognise } from './recognise.ts'

function reached(files: Readonly<Record<string, string>>, folder = '.') {
  const found = recognise({ paths: Object.keys(files), texts: files }).find((one) => one.folder === folder)
  return [found?.readinessPath, found?.portVariable]
}
const started = '{"scripts":{"start":"node server.js"}}'

it('a service is asked for the health check that its text names', () => {
  const named = (text: string) => reached({ 'package.json': started, 'server.js': text })[0]
  expect(named("if (request.url === '/health') answer()")).toBe('/health')
  expect(named('app.get("/ping", pong); app.get("/api/v1/healthz", fine)')).toBe('/api/v1/healthz')
  expect(named("app.get('/healthy-food', list)")).toBeUndefined()
  expect(reached({ 'go.mod': '', 'cmd/api/main.go': 'mux.HandleFunc("GET /readyz", ready)' })[0]).toBe('/readyz')
  expect(reached({ 'app.py': "@app.get('/health')\ndef health():" })[0]).toBe('/health')
})

it('its port comes in the variable that its text reads, where that is the only one', () => {
  const read = (text: string) => reached({ 'package.json': started, 'server.js': text })[1]
  expect(read('listen(process.env.APP_PORT || 3000)')).toBe('APP_PORT')
  expect(read('listen(process.env.PORT || process.env.APP_PORT)')).toBeUndefined()
  expect(read('connect(process.env.DB_PORT)')).toBeUndefined()
  expect(reached({ 'go.mod': '', 'main.go': 'os.Getenv("HTTP_PORT")' })[1]).toBe('HTTP_PORT')
  expect(reached({ 'app.py': 'port = os.environ["SERVER_PORT"]' })[1]).toBe('SERVER_PORT')
})

it('a port that is a number is told of, unless a variable is read', () => {
  const told = (files: Readonly<Record<string, string>>) =>
    recognise({ paths: Object.keys(files), texts: files })[0].signs.find(({ what }) => what === 'fixed-port')?.file
  const node = (text: string) => told({ 'package.json': started, 'server.js': text })
  expect(node('const port = 3000\napp.listen(port)')).toBe('server.js')
  expect(node('app.listen(8080)')).toBe('server.js')
  expect(node('app.listen(process.env.PORT || 3000)')).toBeUndefined()
  expect(node('app.listen(config.port)')).toBeUndefined()
  expect(told({ 'go.mod': '', 'main.go': 'http.ListenAndServe(":8080", nil)' })).toBe('main.go')
  expect(told({ 'go.mod': '', 'main.go': 'r.Run(":" + os.Getenv("PORT"))' })).toBeUndefined()
  expect(told({ 'requirements.txt': 'flask', 'app.py': 'app = Flask(__name__)\napp.run(port=5000)' })).toBeUndefined()
  expect(told({ 'app.py': 'HTTPServer(("", 8000), Handler)' })).toBe('app.py')
})

it('what a framework reads stays, and other folders say nothing', () => {
  const flask = { 'requirements.txt': 'flask', 'app.py': 'os.environ.get("APP_PORT")' }
  expect(reached(flask)[1]).toBe('FLASK_RUN_PORT')
  const several = {
    'a/package.json': started,
    'a/server.js': '',
    'b/package.json': started,
    'b/server.js': '"/health"',
  }
  expect([reached(several, 'a'), reached(several, 'b')]).toEqual([
    [undefined, undefined],
    ['/health', undefined],
  ])
})
