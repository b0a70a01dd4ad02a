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
    const factory = {
      'requirements.txt': 'flask',
      'src/shop/__init__.py': 'def create_app():\n    app = Flask(__name__)\n',
    }
    expect(pythonOf({ paths: Object.keys(factory), texts: factory })).toMatchObject({
      parameters: { startCommand: 'python3 -m flask --app shop run --host 0.0.0.0' },
    })
    expect(look('fastapi[standard]==0.115', 'main.py')).toMatchObject({
      parameters: { startCommand: 'python3 -m uvicorn main:app --host 0.0.0.0' },
      portVariable: 'UVICORN_PORT',
    })
    expect(look('Django\ngunicorn', 'manage.py', 'shop/wsgi.py')).toMatchObject({
      parameters: { startCommand: 'python3 -m gunicorn shop.wsgi' },
    })
  })

  it('is told by pyproject.toml as well, as uv and Poetry write it', () => {
    const told = (about: string, texts: Readonly<Record<string, string>>) =>
      pythonOf({ paths: ['pyproject.toml', ...Object.keys(texts)], texts: { ...texts, 'pyproject.toml': about } })
    const uv =
      '[project]\nname = "shop"\ndependencies = [\n  "fastapi[standard]>=0.1", # web\n]\n[dependency-groups]\ndev = ["pytest>=8"]'
    expect(told(uv, { 'src/shop/main.py': 'api: FastAPI = FastAPI()' })?.parameters).toEqual({
      startCommand: 'python3 -m uvicorn shop.main:api --host 0.0.0.0',
      testCommand: 'python3 -m pytest',
    })
    const poetry =
      '[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "^3.11"\nFlask = { version = "^3.0" }'
    expect(told(poetry, { 'wsgi.py': '' })).toMatchObject({
      parameters: { startCommand: 'python3 -m flask --app wsgi run --host 0.0.0.0' },
      hasTests: false,
    })
  })

  it('of Django is served by its own server where there is no other', () => {
    expect(look('Django>=5', 'manage.py', 'shop/wsgi.py')?.parameters).toEqual({
      startCommand: 'python3 manage.py runserver --noreload 0.0.0.0:$PORT',
    })
  })

  it('is started as its Procfile says, by the modules of its packages', () => {
    const texts = {
      'requirements.txt': 'django',
      Procfile: 'release: x\nweb: python manage.py migrate && gunicorn shop.wsgi --bind 0.0.0.0:$PORT\n',
    }
    expect(pythonOf({ paths: Object.keys(texts), texts })?.parameters['startCommand']).toBe(
      'python3 manage.py migrate && python3 -m gunicorn shop.wsgi --bind 0.0.0.0:$PORT',
    )
  })

  it('is none without a file that starts it', () => {
    expect(look('mkdocs', 'docs/index.md')).toBeUndefined()
  })
})
