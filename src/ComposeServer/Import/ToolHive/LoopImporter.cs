using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive;

/// <summary>A forEach: the step inside it becomes the step itself, once for each item.</summary>
internal static class LoopImporter
{
    private const int DefaultParallel = 10;
    private const int DefaultIterations = 100;

    internal static void Add(Fields fields, ObjectBuilder step, CompositeScope scope)
    {
        var log = scope.Log;
        var collection = Collection(fields, scope);
        var itemName = fields.Text("itemVar") ?? "item";
        if (itemName == "index")
            log.Error(fields.PlaceOf("itemVar"), "no_equal", "\"index\" is the item's place, and cannot be the item's name.", "itemVar: item");
        if (fields.Object("step") is not { } inner)
        {
            log.Error(fields.Place, "missing_field", "A step of type forEach needs \"step\": what is done for each item.");
            return;
        }

        scope.Fields.ItemName = itemName;
        var work = new Fields(inner, "the step of a forEach", "id type tool arguments onError timeout description", log);
        if (inner.Text("type") is not (null or "tool"))
            log.Error(work.PlaceOf("type"), "no_equal", "The step of a forEach calls a tool and nothing else.", "type: tool");
        CallImporter.Add(work, step, scope);
        step.Add("forEach", fields.PlaceOf("collection"), collection);
        step.Add("maxParallel", fields.PlaceOf("maxParallel"), fields.Count("maxParallel") is > 0 and var parallel ? parallel : DefaultParallel);
        step.Add("maxItems", fields.PlaceOf("maxIterations"), fields.Count("maxIterations") is > 0 and var most ? most : DefaultIterations);
        FailureImporter.OfItems(work, step, scope);
        AddShape(fields, step, scope);
        scope.Fields.ItemName = null;
    }

    private static SourceNode? Collection(Fields fields, CompositeScope scope)
    {
        var place = fields.PlaceOf("collection");
        if (fields.Get("collection") is SourceList list)
            return scope.Trees.Template(list);
        if (fields.Text("collection") is { } text)
            return scope.Texts.Structure(text, place) is { } written ? new SourceScalar(place, Value.Of(written)) : null;
        if (!fields.Has("collection"))
            scope.Log.Error(fields.Place, "missing_field", "A step of type forEach needs \"collection\".", "collection: '{{ json .params.items }}'");
        return null;
    }

    // Who reads "iterations" gets items with index, item, status and output, as there; nobody else needs them.
    private static void AddShape(Fields fields, ObjectBuilder step, CompositeScope scope)
    {
        var place = fields.Place;
        var isShaped = scope.Steps.Find(fields.Source.Text("id") ?? "")?.ReadsItems == true;
        if (isShaped)
            step.Add("result", place, Item(place, "completed", "output", "$this"));
        var goesOn = FailureImporter.Of(fields, step, scope, isLoop: true, canRetry: false, addsAction: !isShaped);
        if (isShaped && goesOn)
            step.Add("onError", place, new ObjectBuilder(place).Add("value", place, Item(place, "failed", "error", "$error.message")).Build());
    }

    private static SourceObject Item(Place place, string status, string name, string value) => new ObjectBuilder(place)
        .Add("index", place, "$index")
        .Add("item", place, "$item")
        .Add("status", place, status)
        .Add(name, place, value)
        .Build();
}
