// The built page in a real Chromium: keystroke to painted verdict. CHROMIUM names the browser.
