// What the service worker shows in place of a page while the seed cannot be reached: one answer without script, so that it needs
// nothing else from anywhere.

/** For each language: title, what has happened, what becomes of the visitor's yes, and the link. */
const WORDS = {
  en: ['The mesh cannot be reached', 'Either this device is offline, or the mesh’s server, the seed, does not answer.',
    'Nothing runs meanwhile. Your yes and your settings stay as they are.', 'Try again'],
  de: ['Das Mesh ist nicht erreichbar', 'Entweder ist dieses Gerät offline, oder der Server des Mesh, der Seed, antwortet nicht.',
    'Solange läuft nichts. Ihr Ja und Ihre Einstellungen bleiben, wie sie sind.', 'Erneut versuchen'],
  es: ['No se puede acceder a la malla', 'O este dispositivo está sin conexión, o no responde el servidor de la malla, la semilla.',
    'Mientras tanto no se ejecuta nada. Su consentimiento y sus ajustes quedan como están.', 'Intentar de nuevo'],
  fr: ['Le réseau est injoignable', 'Soit cet appareil est hors ligne, soit le serveur du réseau ne répond pas.',
    'En attendant, rien ne s’exécute. Votre accord et vos réglages restent tels quels.', 'Réessayer'],
  ja: ['メッシュに接続できません', 'この端末がオフラインか、メッシュのサーバー（シード）が応答していません。',
    'その間は何も実行されません。同意と設定はそのまま残ります。', 'もう一度試す'],
  ar: ['تعذّر الوصول إلى الشبكة', 'إمّا أنّ هذا الجهاز غير متّصل، أو أنّ خادم الشبكة لا يجيب.',
    'لا يعمل شيء في هذه الأثناء. تبقى موافقتك وإعداداتك كما هي.', 'حاول مرّة أخرى'],
};

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 Inter, system-ui, sans-serif;
  color: light-dark(#111, #f5f5f5); background: light-dark(#fff, #0a0a0a); }
body { box-sizing: border-box; min-block-size: 100vh; margin: 0; padding: 24px; display: grid; align-content: center; justify-items: center; }
main { max-inline-size: 30rem; padding-block-start: 24px; border-block-start: 3px solid;
  border-image: linear-gradient(90deg, #ff6b2b, #f25, #c0a, #84f, #48f, #00d4ff) 1; }
h1 { font-size: 1.375rem; line-height: 1.25; margin: 0 0 12px; }
p { margin: 0 0 12px; overflow-wrap: anywhere; color: light-dark(#555, #a3a3a3); }
a { display: inline-block; padding: 10px 16px; border: 1px solid #8a8a8a; border-radius: 10px; color: inherit; font-weight: 500; text-decoration: none; }
a:hover { background: light-dark(#efefef, #181818); }
:focus-visible { outline: 3px solid; outline-offset: 2px; }`;

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The language that the address asks for, else the browser's first that is one of these. */
function languageOf(url) {
  const wanted = [new URL(url).searchParams.get('language'), ...navigator.languages];
  return wanted.map((tag) => String(tag).slice(0, 2).toLowerCase()).find((tag) => Object.hasOwn(WORDS, tag)) ?? 'en';
}

/** The answer to a visitor who wanted the page at {@code url}. */
export function offlinePage(url) {
  const language = languageOf(url);
  const [title, happened, kept, again] = WORDS[language];
  const html = `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
<main><h1>${title}</h1><p>${happened}</p><p>${kept}</p><a href="${escaped(url)}">${again}</a></main>
</html>`;
  return new Response(html, { status: 503, headers: HEADERS });
}
