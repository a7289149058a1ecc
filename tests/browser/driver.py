"""A real browser by the WebDriver protocol (W3C), spoken in plain HTTP, so that no package stands between."""

import base64
import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Final

from tests.stories.conftest import free_port

CHROMIUM: Final = shutil.which("chromium") or shutil.which("google-chrome")
CHROMEDRIVER: Final = shutil.which("chromedriver")
ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"
TAB, ENTER, SPACE, DOWN, BACKSPACE, DELETE = "\ue004", "\ue007", " ", "\ue015", "\ue003", "\ue017"
#: Chromium's setting that keeps scripts of pages from running.
NO_SCRIPTS: Final = {"profile.managed_default_content_settings.javascript": 2}


class Driver:
    """The process that drives browsers."""

    def __init__(self) -> None:
        self.port = free_port()
        assert CHROMEDRIVER
        self.process = subprocess.Popen(
            [CHROMEDRIVER, f"--port={self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(200):
            try:
                if self.ask("GET", "/status")["ready"]:
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the driver does not start")

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """One command; its value."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.loads(answer.read())["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(json.loads(error.read())["value"]["message"]) from None

    def stop(self) -> None:
        """End it, with its browsers."""
        self.process.terminate()
        self.process.wait(10)


class Page:
    """A browser with one page, of a size."""

    def __init__(self, driver: Driver, width: int, height: int, *, scripts: bool, phone: bool) -> None:
        self.driver = driver
        options: dict[str, Any] = {
            "binary": CHROMIUM,
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=en-US"],
            "prefs": {} if scripts else NO_SCRIPTS,
        }
        if phone:
            metrics = {"width": width, "height": height, "pixelRatio": 2, "touch": True}
            options["mobileEmulation"] = {"deviceMetrics": metrics}
        wanted = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}
        self.session = driver.ask("POST", "/session", {"capabilities": wanted})["sessionId"]
        if not phone:
            outer = self.run("return [outerWidth - innerWidth, outerHeight - innerHeight]")
            self._do("POST", "/window/rect", {"width": width + outer[0], "height": height + outer[1]})

    def _do(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self.driver.ask(method, f"/session/{self.session}{path}", body)

    def open(self, url: str) -> None:
        """Go to an address."""
        self._do("POST", "/url", {"url": url})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script of the driver's own (a page's scripts may be off)."""
        return self._do("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_async(self, script: str) -> Any:
        """Run a script that calls its last argument when it is done."""
        return self._do("POST", "/execute/async", {"script": script, "args": []})

    def press(self, *keys: str) -> None:
        """Type on the keyboard, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in "".join(keys) for kind in ("keyDown", "keyUp")]
        self._do("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def click(self, selector: str) -> None:
        """Click the first element of a CSS selector in its middle."""
        found = self._do("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]
        self._do("POST", f"/element/{found}/click", {})

    def focused(self) -> dict[str, str]:
        """What has the focus: its tag, type, name and value."""
        found = self._do("GET", "/element/active")[ELEMENT]
        told = {name: self._do("GET", f"/element/{found}/property/{name}") for name in ("type", "name", "value")}
        return {"tag": self._do("GET", f"/element/{found}/name"), **{k: v or "" for k, v in told.items()}}

    @property
    def url(self) -> str:
        """Where it is."""
        return str(self._do("GET", "/url"))

    @property
    def title(self) -> str:
        """The page's title."""
        return str(self._do("GET", "/title"))

    def titled(self, beginning: str) -> bool:
        """Whether the page that comes has a title that begins so; waits for it."""
        for _ in range(100):
            if self.title.startswith(beginning):
                return True
            time.sleep(0.05)
        return False

    @property
    def source(self) -> str:
        """The page as it stands."""
        return str(self._do("GET", "/source"))

    def picture(self, file: Path, *, whole: bool) -> None:
        """A picture of the whole page, or of what is seen first; a pixel for each of CSS."""
        width, height, length, ratio = self.run(
            "return [innerWidth, innerHeight, document.documentElement.scrollHeight, devicePixelRatio]"
        )
        clip = {"x": 0, "y": 0, "width": width, "height": length if whole else height, "scale": 1 / ratio}
        params = {"format": "png", "captureBeyondViewport": True, "clip": clip}
        taken = self._do("POST", "/goog/cdp/execute", {"cmd": "Page.captureScreenshot", "params": params})
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(taken["data"]))

    def close(self) -> None:
        """End the browser."""
        self._do("DELETE", "")
