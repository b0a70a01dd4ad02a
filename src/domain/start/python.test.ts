import { describe, expect, it } from 'vitest'
import { pythonOf } from './python.ts'

function look(requirements: string, ...files: string[]) {
  return pythonOf({ paths: ['requirements.txt', ...files], texts: { 'requirements.txt': requirements } })
}

describe('a Python program', () => {
  it('is started by its file', () => {
    expect(look('requests\n', 'app.py', 'test_app.py')).toEqual({
      kind: 'python-service',
      signs: [{ file: 'app.py', what: 'program' }],
      parameters: { startCommand: 'python3 app.py' },
      hasTests: true,
    })
  })

  it('is served by the server of its framework, which reads the port', () => {
    expect(look('# web\nFlask>=3\npytest', 'src/app.py')).toMatchObject({
      parameters: {
        startCommand: 'python3 -m flask --app src.app run --host 0.0.0.0',
        testCommand: 'python3 -m pytest',
      },
      portVariable: 'FLASK_RUN_PORT',
    })
    expect(look('fastapi[standard]==0.115', 'main.py')).toMatchObject({
      parameters: { startCommand: 'python3 -m uvicorn main:app --host 0.0.0.0' },
      portVariable: 'UVICORN_PORT',
    })
    expect(look('Django\ngunicorn', 'manage.py', 'shop/wsgi.py')).toMatchObject({
      parameters: { startCommand: 'python3 -m gunicorn shop.wsgi' },
    })
  })

  it('is none without a file that starts it', () => {
    expect(look('mkdocs', 'docs/index.md')).toBeUndefined()
  })
})
