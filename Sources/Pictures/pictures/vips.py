"""The few functions of libvips that are used, called in the shared library itself."""

import ctypes
import ctypes.util

# Read by these four and by nothing else, whatever else is installed.
READERS = ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif"]
# VipsSize
ONLY_SMALLER = 2

lib = None


class Failed(Exception):
    """libvips could not make it; the text is its own."""


def load():
    """Whether libvips is here; makes it ready."""
    global lib
    try:
        lib = ctypes.CDLL("libvips.so.42")
    except OSError:
        return False
    lib.vips_error_buffer.restype = ctypes.c_char_p
    lib.vips_image_new_from_buffer.restype = ctypes.c_void_p
    for name in ["vips_image_get_width", "vips_image_get_height", "vips_image_get_page_height"]:
        getattr(lib, name).argtypes = [ctypes.c_void_p]
    if lib.vips_init(b"lazaret-pictures") != 0:
        return False
    lib.vips_concurrency_set(1)
    lib.vips_cache_set_max(0)
    lib.vips_operation_block_set(b"VipsForeignLoad", 1)
    for reader in READERS:
        lib.vips_operation_block_set(reader.encode(), 0)
    return True


def failure():
    text = lib.vips_error_buffer().decode("utf-8", "replace")
    lib.vips_error_clear()
    return Failed(text)


def size(data):
    """Width and height as the file says them, before anything of it is unpacked."""
    image = lib.vips_image_new_from_buffer(data, ctypes.c_size_t(len(data)), b"", None)
    if not image:
        raise failure()
    found = lib.vips_image_get_width(image), lib.vips_image_get_height(image)
    lib.g_object_unref(ctypes.c_void_p(image))
    return found


def thumbnail(data, most, quality):
    """The picture as JPEG in sRGB, upright, no side longer than `most`, without metadata; and its size."""
    image = ctypes.c_void_p()
    if lib.vips_thumbnail_buffer(
        data, ctypes.c_size_t(len(data)), ctypes.byref(image), ctypes.c_int(most),
        b"height", ctypes.c_int(most), b"size", ctypes.c_int(ONLY_SMALLER),
        b"option_string", b"fail_on=error", b"export_profile", b"srgb", None,
    ) != 0:
        raise failure()
    buffer, length = ctypes.c_void_p(), ctypes.c_size_t()
    outcome = lib.vips_image_write_to_buffer(
        image, b".jpg[strip,background=255,Q=%d]" % quality, ctypes.byref(buffer), ctypes.byref(length), None
    )
    found = lib.vips_image_get_width(image), lib.vips_image_get_height(image)
    lib.g_object_unref(image)
    if outcome != 0:
        raise failure()
    made = ctypes.string_at(buffer, length.value)
    lib.g_free(buffer)
    return made, found
