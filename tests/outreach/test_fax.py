"""A report after a fax: one bit for each point, 204 by 98 to the inch, fed in slightly askew."""

import math
import shutil
import subprocess

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from outreach.printing import Paper, text
from outreach.reports import report_pdf
from tests.outreach.pages import AT, REPORT, numbers

ACROSS, DOWN = 204, 98
#: Grey above this is white: half.
BLACK_AND_WHITE = bytes(0 if grey < 128 else 255 for grey in range(256))


def faxed(page: bytes, degrees: float) -> bytes:
    """The page as a PGM picture, each line twice, because a fax in standard mode is half as high as wide."""
    document = pypdfium2.PdfDocument(page)
    sheet = document[0]
    width, height = (round(size / 72 * dots) for size, dots in zip(sheet.get_size(), (ACROSS, DOWN), strict=True))
    turn, lean = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = ACROSS / 72, DOWN / 72
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    matrix = pdfium.FS_MATRIX(
        turn * x, lean * y, -lean * x, turn * y, lean * height / 2 * x / y, -lean * width / 2 * y / x
    )
    clip = pdfium.FS_RECTF(0, 0, width, height)
    pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, sheet, matrix, clip, 0)
    lines = bytes(bitmap.buffer).translate(BLACK_AND_WHITE)
    rows = [lines[start : start + width] * 2 for start in range(0, bitmap.stride * height, bitmap.stride)]
    document.close()
    return b"P5 %d %d 255\n" % (width, 2 * height) + b"".join(rows)


def read(picture: bytes) -> str:
    command = ["tesseract", "stdin", "stdout", "--dpi", str(ACROSS), "--psm", "4"]
    return subprocess.run(command, input=picture, capture_output=True, check=True).stdout.decode()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract, which reads the fax, is not installed")
@pytest.mark.parametrize("paper", Paper)
def test_every_number_survives_a_fax(paper: Paper) -> None:
    """A reading program slips now and then, at another place each time: what it never reads cannot be read."""
    page = report_pdf(REPORT, paper, AT)
    sent = never_read = numbers(text(page))
    for degrees in (0.5, -0.7, 0.3):
        lost = sent - numbers(read(faxed(page, degrees)))
        assert lost.total() <= 0.05 * sent.total()
        never_read &= lost
        if not never_read:
            return
    assert not never_read
