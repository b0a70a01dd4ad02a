import type { Recognised, RepositoryLook } from './recognised.ts'

// What people call the file that starts a program, the likeliest first.
const programs = ['main', 'app', 'server', 'src/main', 'src/app', 'app/main'].map((name) => `${name}.py`)

/**
 * A Python program by the file that starts it; by a web framework among its requirements where there is one, whose own server reads the port
 * from a variable, whatever the program would do by itself. A list of requirements alone may be that of a tool.
 */
export function pythonOf({ paths, texts }: RepositoryLook): Omit<Recognised, 'folder'> | undefined {
  const required = requirementsIn(texts['requirements.txt'] ?? '')
  const started = startOf(paths, required)
  if (started === undefined) return undefined
  const { file, startCommand, portVariable } = started
  const usesPytest = required.has('pytest')
  return {
    kind: 'python-service',
    signs: [{ file, what: 'program' }],
    parameters: { ...(usesPytest ? { testCommand: 'python3 -m pytest' } : {}), startCommand },
    ...(portVariable === undefined ? {} : { portVariable }),
    // Below a folder that is no package, unittest finds none and fails.
    hasTests: usesPytest || paths.some((path) => /^test[^/]*\.py$/.test(path)),
  }
}

interface Started {
  readonly file: string
  readonly startCommand: string
  readonly portVariable?: string
}

function startOf(paths: readonly string[], required: ReadonlySet<string>): Started | undefined {
  const wsgi = paths.find((path) => /^[^/]+\/wsgi\.py$/.test(path))
  if (wsgi !== undefined && required.has('gunicorn'))
    return { file: wsgi, startCommand: `python3 -m gunicorn ${moduleOf(wsgi)}` }
  const file = programs.find((program) => paths.includes(program))
  if (file === undefined) return undefined
  if (required.has('flask')) {
    const startCommand = `python3 -m flask --app ${moduleOf(file)} run --host 0.0.0.0`
    return { file, startCommand, portVariable: 'FLASK_RUN_PORT' }
  }
  if (required.has('fastapi') || required.has('starlette')) {
    const startCommand = `python3 -m uvicorn ${moduleOf(file)}:app --host 0.0.0.0`
    return { file, startCommand, portVariable: 'UVICORN_PORT' }
  }
  return { file, startCommand: `python3 ${file}` }
}

function moduleOf(file: string): string {
  return file.replace(/\.py$/, '').replaceAll('/', '.')
}

/** The names in a list of requirements, without versions, extras and options. */
function requirementsIn(text: string): ReadonlySet<string> {
  return new Set(text.split('\n').flatMap((line) => /^\s*([A-Za-z0-9._-]+)/.exec(line)?.[1]?.toLowerCase() ?? []))
}
