"""The boards by their file names, and the text of each file."""
import json

import adoption_board
import drag_board
import front_door_board
import itself_board
import performance_board
import plans_board
import quality_board
from board import Board

MODULES = (
    performance_board,
    drag_board,
    front_door_board,
    plans_board,
    adoption_board,
    quality_board,
    itself_board,
)


def every_board() -> list[Board]:
    return [module.board() for module in MODULES]


def files() -> dict[str, str]:
    """{"caseclock-drag.json": ...}: the same source gives the same bytes."""
    return {
        f"{board.uid}.json": json.dumps(board.to_json(), indent=1, ensure_ascii=False) + "\n"
        for board in every_board()
    }
