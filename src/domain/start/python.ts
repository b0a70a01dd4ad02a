import type { Recognised, RepositoryLook } from './recognised.ts'
import { requiredBy } from './python-requirements.ts'

// Usual names of the file that starts a program, the likeliest first.
const programs = ['main', 'app', 'server', 'wsgi', 'asgi', 'src/main', 'src/app', 'app/main'].map(
  (name) => `${name}.py`,
)
const application = /^(\w+)(?:\s*:\s*\w+)?\s*=\s*(?:FastAPI|Starlette)\(/m
const framework = /\b(?:FastAPI|Starlette|Flask)\(/

/**
 * Recognises a Python program by the file that starts it. If it requires a web framework, that framework's own server starts it and reads the port
 * from a variable, whatever the program would do by itself. Requirements alone are not enough, because tools have them too.
 */
export function pythonOf(look: RepositoryLook): Omit<Recognised, 'folder'> | undefined {
  const { paths, texts } = look
  const required = requiredBy(texts)
  const started = startOf(look, required)
  if (started === undefined) return undefined
  const { file, startCommand, portVariable } = started
  const usesPytest = required.has('pytest')
  return {
    kind: 'python-service',
    signs: [{ file, what: 'program' }],
    parameters: { ...(usesPytest ? { testCommand: 'python3 -m pytest' } : {}), startCommand },
    ...(portVariable === undefined ? {} : { portVariable }),
    // unittest finds no tests in folders that are no packages, and both runners fail if there are no tests.
    hasTests: paths.some((path) => (usesPytest ? /(^|\/)(test_[^/]*|[^/]*_test)\.py$/ : /^test[^/]*\.py$/).test(path)),
  }
}

interface Started {
  readonly file: string
  readonly startCommand: string
  readonly portVariable?: string
}

function startOf(look: RepositoryLook, required: ReadonlySet<string>): Started | undefined {
  const { paths, texts } = look
  const told = /^web:\s*(.+)$/m.exec(texts['Procfile'] ?? '')?.[1]?.trim()
  const isPython = required.size > 0 || paths.includes('manage.py')
  if (told !== undefined && isPython) return { file: 'Procfile', startCommand: byModule(told) }
  const wsgi = paths.find((path) => /^[^/]+\/wsgi\.py$/.test(path))
  if (wsgi !== undefined && required.has('gunicorn'))
    return { file: wsgi, startCommand: `python3 -m gunicorn ${moduleOf(wsgi)}` }
  if (paths.includes('manage.py') && required.has('django'))
    return { file: 'manage.py', startCommand: 'python3 manage.py runserver --noreload 0.0.0.0:$PORT' }
  const file = programOf(look)
  if (file === undefined) return undefined
  if (required.has('flask')) {
    const startCommand = `python3 -m flask --app ${moduleOf(file)} run --host 0.0.0.0`
    return { file, startCommand, portVariable: 'FLASK_RUN_PORT' }
  }
  if (required.has('fastapi') || required.has('starlette')) {
    const name = application.exec(texts[file] ?? '')?.[1] ?? 'app'
    const startCommand = `python3 -m uvicorn ${moduleOf(file)}:${name} --host 0.0.0.0`
    return { file, startCommand, portVariable: 'UVICORN_PORT' }
  }
  return { file, startCommand: `python3 ${file}` }
}

/** The file that contains a web application, or else one with the usual name of a program. */
function programOf({ paths, texts }: RepositoryLook): string | undefined {
  const usual = programs.filter((program) => paths.includes(program))
  const deeper = Object.keys(texts).filter((path) => path.endsWith('.py') && !/(^|\/)tests?\//.test(path))
  return [...usual, ...deeper].find((path) => framework.test(texts[path] ?? '')) ?? usual[0]
}

/** Programs of packages are installed beside the sources, not on the PATH; Python finds them as modules. */
function byModule(command: string): string {
  return command
    .split(/\s*&&\s*/)
    .map((part) =>
      part
        .replace(/^(gunicorn|uvicorn|flask|daphne|hypercorn|alembic)\b/, 'python3 -m $1')
        .replace(/^python(?=\s)/, 'python3'),
    )
    .join(' && ')
}

/** Python finds packages below `src` without that prefix, and a package by its folder if the application is in its own file. */
function moduleOf(file: string): string {
  return file
    .replace(/^src\/(?=.+\/)/, '')
    .replace(/(\/__init__)?\.py$/, '')
    .replaceAll('/', '.')
}
