namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>One step into a value: a member's name, or an item's index where there is no name.</summary>
internal readonly record struct PlaceStep(string? Name, int Index);
