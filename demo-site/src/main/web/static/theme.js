// Dark unless the reader chose light. The choice is kept only once it is made; the consent widget follows it.
(() => {
  const KEY = 'theme';
  const OTHER = { dark: 'light', light: 'dark' };

  function wear(theme) {
    document.documentElement.dataset.theme = theme;
    document.querySelector('meta[name=color-scheme]').content = theme;
    document.querySelector('script[src="/mesh.js"]').dataset.theme = theme;
  }

  function kept() {
    try {
      return localStorage.getItem(KEY) === 'light' ? 'light' : 'dark';
    } catch {
      return 'dark'; // storage is closed
    }
  }

  wear(kept());
  addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    const name = () => {
      const other = OTHER[document.documentElement.dataset.theme];
      button.textContent = other === 'light' ? 'Light' : 'Dark';
      button.setAttribute('aria-label', `Switch to the ${other} scheme`);
    };
    button.hidden = false;
    name();
    button.addEventListener('click', () => {
      wear(OTHER[document.documentElement.dataset.theme]);
      name();
      try {
        localStorage.setItem(KEY, document.documentElement.dataset.theme);
      } catch {
        // Then it holds for this page only.
      }
    });
  });
})();
