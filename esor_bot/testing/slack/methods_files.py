"""Files: what the bot hands in, in two steps, and what it may ask about the files of others."""

from __future__ import annotations

from collections.abc import Mapping

from esor_bot.testing.slack.method import Method
from esor_bot.testing.slack.methods_chat import check, echo, made, open_channel
from esor_bot.testing.slack.rules import RefusedError
from esor_bot.testing.slack.state import File, Json
from esor_bot.testing.slack.world import World

LARGEST = 1024**3


def _address(world: World, args: Json) -> Json:
    name, length = str(args.get("filename") or ""), str(args.get("length") or "")
    if not name or not length.isdigit() or not 1 <= int(length) <= LARGEST:
        raise RefusedError("invalid_arguments")
    file = File(world.new_id("F"), name, b"", world.bot, "open", size=int(length))
    world.files[file.id] = file
    return {"upload_url": f"{world.base}/upload/v1/{file.id}", "file_id": file.id}


def _complete(world: World, args: Json) -> Json:
    items = args.get("files")
    if not isinstance(items, list) or not items:
        raise RefusedError("invalid_arguments")
    files = [_sent(world, item) for item in items]
    if args.get("channel_id"):
        channel = open_channel(world, {"channel": args["channel_id"]})
        if args.get("thread_ts") and world.find(channel.id, args["thread_ts"]) is None:
            raise RefusedError("thread_not_found")
        if args.get("blocks"):
            check(world, {"text": args.get("initial_comment"), "blocks": args["blocks"]})
        message = made(world, channel, {**args, "text": args.get("initial_comment")})
        message.files = [file.shown(world.base) for file in files]
        echo(world, world.put(message))
    for file, item in zip(files, items, strict=True):
        file.state, file.title = "done", str(item.get("title") or file.name)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _sent(world: World, item: Json) -> File:
    file = world.files.get(str(item.get("id") or ""))
    if file is None or file.state != "sent":
        raise RefusedError("file_not_found")
    return file


def _info(world: World, args: Json) -> Json:
    file = world.files.get(str(args.get("file") or ""))
    if file is None or file.state == "open":
        raise RefusedError("file_not_found")
    if file.state == "deleted":
        raise RefusedError("file_deleted")
    return {"file": file.shown(world.base), "comments": [], "response_metadata": {"next_cursor": ""}}


def _delete(world: World, args: Json) -> Json:
    file = world.files.get(str(args.get("file") or ""))
    if file is None:
        raise RefusedError("file_not_found")
    if file.user != world.bot:
        raise RefusedError("cant_delete_file")
    file.state = "deleted"
    return {}


METHODS: Mapping[str, Method] = {
    "files.getUploadURLExternal": Method(_address, ("files:write",)),
    "files.completeUploadExternal": Method(_complete, ("files:write",)),
    "files.info": Method(_info, ("files:read",)),
    "files.delete": Method(_delete, ("files:write",)),
}
